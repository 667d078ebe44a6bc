import asyncio
import multiprocessing
import os
import threading
import time

count = 200
kind = 'all'  # 'all', 'threads', 'processes' or 'coroutines'

WARM_UP = 20


def nothing():
    pass


def cost_of_start(make):
    """Started and waited for one after the other, in microseconds each."""
    begin = time.perf_counter()
    for k in range(count):
        each = make(nothing)
        each.start()
        each.join()
    return (time.perf_counter() - begin) / count * 1e6


def cost_of_switch(make):
    """Two on one core send a byte back and forth: the one that waits for it lets the other run."""
    there_read, here_write = os.pipe()
    here_read, there_write = os.pipe()

    def partner():
        for _ in range(WARM_UP + count):
            os.write(there_write, os.read(there_read, 1))

    other = make(partner)
    other.start()

    def go_round(times):
        for _ in range(times):
            os.write(here_write, b'x')
            os.read(here_read, 1)

    go_round(WARM_UP)
    begin = time.perf_counter()
    go_round(count)
    cost = (time.perf_counter() - begin) / (2 * count) * 1e6
    other.join()
    for end in (there_read, here_write, here_read, there_write):
        os.close(end)
    return cost


async def do_nothing():
    pass


async def start_coroutines():
    await asyncio.gather(*[do_nothing() for _ in range(count)])


async def take_turns():
    for _ in range(count):
        await asyncio.sleep(0)  # every turn is a switch


async def two_take_turns():
    await asyncio.gather(take_turns(), take_turns())


def microseconds(coroutine, divisor):
    begin = time.perf_counter()
    asyncio.run(coroutine)
    return (time.perf_counter() - begin) / divisor * 1e6


start_us = {}
switch_us = {}


def tell(what, start, switch):
    start_us[what] = start
    switch_us[what] = switch
    print('%s: %.1f µs to start one, %.1f µs to switch' % (what, start, switch))  # result: start_us; switch_us


if __name__ == '__main__':
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # so that a change of the running one is a switch
    if kind in ('all', 'threads'):
        def thread(target):
            return threading.Thread(target=target)
        tell('threads', cost_of_start(thread), cost_of_switch(thread))
    if kind in ('all', 'processes'):
        def process(target):
            return multiprocessing.get_context('fork').Process(target=target)
        tell('processes', cost_of_start(process), cost_of_switch(process))
    if kind in ('all', 'coroutines'):
        tell('coroutines', microseconds(start_coroutines(), count), microseconds(two_take_turns(), 2 * count))
    os.sched_setaffinity(0, cores)
