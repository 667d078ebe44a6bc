import multiprocessing
import time

workers = 5
tasks = 5
hold = 2
method = 'apply_async'  # 'apply_async', 'apply' or 'map'
end = 'close'  # 'close' or 'terminate'

# There is no "kill" here: a task whose worker is killed has no result in Python, and who waits for it waits for ever.


def foo(n):
    print(n)
    time.sleep(hold)
    return n


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    pool = fork.Pool(workers)
    if method == 'apply_async':
        results = [pool.apply_async(func=foo, args=(n,)) for n in range(tasks)]  # does not wait
        if end == 'terminate':
            results[0].get()
    elif method == 'apply':
        for n in range(tasks):
            pool.apply(foo, (n,))  # waits for each
    else:
        pool.map(foo, range(tasks))  # waits for all
    if end == 'close':
        pool.close()  # no more tasks; it does not wait
    else:
        pool.terminate()
    pool.join()  # this waits, and only after close or terminate
    print('ending')
