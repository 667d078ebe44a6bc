import threading
import time

fix = 'recursive'  # 'recursive', 'order', 'scoped', 'backoff' or 'timeout'
threads = 10
sleep = 1
pause = 0.02
backoff = 0.005
timeout = 0.05


def got(lock):
    print('i am %s GET LOCK%s------%s' % (threading.current_thread().name, lock, time.ctime()))


def take(first, first_name, second, second_name, then):
    with first:
        got(first_name)
        time.sleep(pause)
        with second:
            got(second_name)
        time.sleep(then)


def give_way(wait):
    """Takes B and then A, against the order, but does not insist: if A is taken it lets go of B and begins again."""
    while True:
        LockB.acquire()
        time.sleep(pause)
        if LockA.acquire(timeout=wait) if wait else LockA.acquire(blocking=False):
            break
        LockB.release()
        time.sleep(backoff)
    got('B and LOCKA')
    LockA.release()
    LockB.release()


def run():
    take(LockA, 'A', LockB, 'B', sleep)
    if fix == 'backoff':
        give_way(0)
    elif fix == 'timeout':
        give_way(timeout)
    elif fix == 'recursive':
        take(LockB, 'B', LockA, 'A', 0)  # one lock stands for both: there is nothing to take in the wrong order
    else:
        take(LockA, 'A', LockB, 'B', 0)  # all threads take A before B; Python has no lock for both at once


if fix == 'recursive':
    LockA = LockB = threading.RLock()
else:
    LockA = threading.Lock()
    LockB = threading.Lock()

for i in range(1, threads + 1):
    threading.Thread(target=run, name='Thread-%d' % i).start()
