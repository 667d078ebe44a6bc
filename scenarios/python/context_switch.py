import os
import threading
import time

threads = 4
cores = 'one'  # 'one' or 'all'
mode = 'cpu'  # 'cpu', 'io' or 'mixed'
work = 0.2

SLICES = 10


def busy(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def compute():
    """Uses the processor all the time; only who holds the interpreter lock does so."""
    for i in range(SLICES):
        busy(work / SLICES)


def wait_for_io():
    """Hardly ever uses it: while this one sleeps, others run."""
    for i in range(SLICES):
        time.sleep(work / SLICES)
        busy(work / SLICES / 10)


if cores == 'one':
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

begin = time.time()
all_threads = []
for k in range(1, threads + 1):
    computes = mode == 'cpu' or (mode == 'mixed' and k % 2 == 1)
    name = ('Computing %d' if computes else 'I/O %d') % k
    all_threads.append(threading.Thread(target=compute if computes else wait_for_io, name=name))
for t in all_threads:
    t.start()
for t in all_threads:
    t.join()
print('used %.3f s of CPU time in %.3f s' % (time.process_time(), time.time() - begin))  # result: elapsed_s = time.time() - begin
