# Processes have no memory in common: what they need and what comes of it goes through
# queues, which the pool keeps.
import multiprocessing
import os
import time

processes = 2    # 1..8
jobs = 6         # 1..100
work = 0.1       # 0..1 s: for each


def square(number):
    time.sleep(work)
    return number * number, os.getpid()


if __name__ == "__main__":
    with multiprocessing.Pool(processes) as pool:
        for result, pid in pool.map(square, range(jobs), chunksize=1):
            print(result, "by", pid)
