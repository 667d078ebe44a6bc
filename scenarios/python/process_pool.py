import multiprocessing
import os
import signal
import threading
import time

workers = 5
tasks = 5
hold = 2
method = 'apply_async'  # 'apply_async', 'apply' or 'map'
kill = 0
end = 'close'  # 'close' or 'terminate'


def foo(n):
    print(n)
    time.sleep(hold)
    return n


def shoot(pool):
    for k in range(kill):
        time.sleep(hold / 2)
        os.kill(pool._pool[k % workers].pid, signal.SIGKILL)  # as kill -9 from a terminal does


def report(result):
    # A Pool of multiprocessing never tells of a task whose worker was killed: without a limit, this would wait for ever.
    try:
        return result.get(tasks * hold / workers + 2 * hold + 1)
    except multiprocessing.TimeoutError:
        print('a task was lost with its worker')


if __name__ == '__main__':
    pool = multiprocessing.get_context('fork').Pool(workers)
    if kill:
        threading.Thread(target=shoot, args=(pool,), name='Killer').start()
    if method == 'apply_async':
        results = [pool.apply_async(foo, (n,)) for n in range(tasks)]  # does not wait
        if end == 'terminate':
            report(results[0])
        else:
            for result in results:
                report(result)
    elif method == 'apply':
        for n in range(tasks):
            if kill:
                report(pool.apply_async(foo, (n,)))
            else:
                pool.apply(foo, (n,))  # waits for each
    elif kill:
        report(pool.map_async(foo, range(tasks)))
    else:
        pool.map(foo, range(tasks))  # waits for all
    if end == 'close' and not kill:
        pool.close()  # no more tasks; it does not wait
    else:
        pool.terminate()  # what runs is broken off, what waits is never begun
    pool.join()  # this waits, and only after close or terminate
    print('ending')
