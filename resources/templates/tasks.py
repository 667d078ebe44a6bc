# Tasks of asyncio take turns on one thread: each goes on until it awaits something.
import asyncio

tasks = 4        # 1..50
together = 2     # 1..10: tasks that may be inside at once
work = 0.1       # 0..1 s: inside


async def visit(number, room):
    async with room:
        print("task", number, "is inside")
        await asyncio.sleep(work)


async def main():
    room = asyncio.Semaphore(together)
    await asyncio.gather(*(visit(i, room) for i in range(tasks)))


asyncio.run(main())
print("done")
