import multiprocessing
import sys
import threading
import time

threads = 4
interval = 0.005
mode = 'all'  # 'all', 'gil', 'free' or 'processes'; a Python that has a GIL cannot go 'free' of it
work = 0.3

sys.setswitchinterval(interval)


def compute():
    end = time.thread_time() + work
    while time.thread_time() < end:
        pass


def speedup(make):
    """How many times faster than one after the other."""
    begin = time.time()
    started = [make(k) for k in range(1, threads + 1)]
    for each in started:
        each.start()
    for each in started:
        each.join()
    return work * threads / (time.time() - begin)


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    factors = {}
    if mode in ('all', 'gil'):
        factors['gil'] = speedup(lambda k: threading.Thread(target=compute, name='GIL %d' % k))
        print('gil: %.2f times as fast as one after the other' % factors['gil'])  # result: speedup = factors
    if mode in ('all', 'processes'):
        factors['processes'] = speedup(lambda k: fork.Process(target=compute, name='Process %d' % k))
        print('processes: %.2f times as fast as one after the other' % factors['processes'])  # result: speedup = factors
