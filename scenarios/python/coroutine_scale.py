import asyncio
import threading
import time

coroutines = 100000
switches = 10
threads = 1000


def resident():
    """Bytes of memory that this process has."""
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * 4096


def tell(what, count, memory, seconds):
    print('%d %s: %d bytes each, %d ns a switch' % (count, what, memory / count, seconds / (count * switches) * 1e9))


async def take_turns(go):
    await go.wait()
    for _ in range(switches):
        await asyncio.sleep(0)  # the next one's turn


async def many_coroutines():
    go = asyncio.Event()
    before = resident()
    tasks = [asyncio.create_task(take_turns(go)) for _ in range(coroutines)]
    await asyncio.sleep(0)  # now each has begun
    memory = resident() - before
    begin = time.process_time()
    go.set()
    await asyncio.gather(*tasks)
    tell('coroutines', coroutines, memory, time.process_time() - begin)


def many_threads():
    """A token goes round; the thread that has it wakes the next one and waits for the token to come back."""
    tokens = [threading.Semaphore(0) for _ in range(threads)]

    def go_round(self):
        for _ in range(switches):
            tokens[self].acquire()
            tokens[(self + 1) % len(started)].release()

    before = resident()
    started = []
    for k in range(threads):
        t = threading.Thread(target=go_round, args=(k,))
        try:
            t.start()
        except RuntimeError as error:
            print('the system bears no more than %d threads: %s' % (k, error))
            break
        started.append(t)
    memory = resident() - before
    begin = time.process_time()
    tokens[0].release()
    for t in started:
        t.join()
    tell('threads', len(started), memory, time.process_time() - begin)


asyncio.run(many_coroutines())
if threads > 0:
    many_threads()
