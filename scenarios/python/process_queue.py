import multiprocessing
import time

items = 3
size = 64
processes = 1
pause = 1

OTHERS = 19  # bytes of the rest of an item


def foo(q):
    for i in range(items):
        time.sleep(pause)
        q.put([12, 'hello'.ljust(5 + size - OTHERS, '.'), True])


if __name__ == '__main__':
    q = multiprocessing.Queue()
    children = [multiprocessing.Process(target=foo, args=(q,), name='Process-%d' % k) for k in range(1, processes + 1)]
    for p in children:
        p.start()
    got = 0
    while got < items * processes:
        number, text, truth = q.get()
        if got == 0:
            print([number, text[:5], truth])
        got += 1
    for p in children:
        p.join()
    print('got %d' % got)
