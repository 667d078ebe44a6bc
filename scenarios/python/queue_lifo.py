import queue
import threading
import time

items = 8
work = 0.3


def put_all(q):
    for i in range(1, items + 1):
        q.put(i)
        time.sleep(work)


def get_all(q, name):
    for i in range(items):
        print('%s: %d' % (name, q.get()))
        time.sleep(work)


def through(q, name):
    into = threading.Thread(target=put_all, args=(q,), name='into ' + name)
    into.start()
    into.join()  # all are in before the first one leaves: else the order would be a matter of speed
    out = threading.Thread(target=get_all, args=(q, name), name='out of ' + name)
    out.start()
    out.join()


FIFO = queue.Queue()
LIFO = queue.LifoQueue()
through(FIFO, 'FIFO')
through(LIFO, 'LIFO')
