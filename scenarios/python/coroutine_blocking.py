import asyncio
import time

tasks = 20
block = 2
offload = False
tick = 0.2


async def ticker(over):
    """Ticks until the culprit is done. How much later than wanted its latest tick came."""
    latest = 0
    while not over.is_set():
        asked = time.monotonic()
        await asyncio.sleep(tick)
        latest = max(latest, time.monotonic() - asked - tick)
    return latest


def blocking_call():
    """Knows nothing of coroutines: a driver of a database, a file on a slow disk, time.sleep."""
    time.sleep(block)


async def culprit(over):
    await asyncio.sleep(2 * tick)
    if offload:
        await asyncio.get_running_loop().run_in_executor(None, blocking_call)
    else:
        blocking_call()  # no other coroutine runs until it returns
    await asyncio.sleep(tick)
    over.set()


async def main():
    over = asyncio.Event()
    everybody = [asyncio.create_task(ticker(over)) for _ in range(1, tasks)]
    await culprit(over)
    latest = max([0] + await asyncio.gather(*everybody))
    print('the latest tick came %.2f s late' % latest)  # result: frozen_ms = latest * 1000


asyncio.run(main())
