import multiprocessing
import time

items = 3
size = 64
processes = 1
pause = 1


def foo(q):
    for i in range(items):
        time.sleep(pause)
        q.put([12, 'hello'.ljust(size - 14, '.'), True])


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    q = fork.Queue()  # made here, handed to the children
    children = [fork.Process(target=foo, args=(q,), name='Process-%d' % k) for k in range(1, processes + 1)]
    for p in children:
        p.start()
    for i in range(items * processes):
        number, text, truth = q.get()
        if i == 0:
            print([number, text[:5], truth])
    for p in children:
        p.join()
