import queue
import threading
import time

items = 8
work = 0.3


def put_all(q):
    for i in range(1, items + 1):
        q.put(i)
        time.sleep(work)


def get_all(q, name, order):
    for i in range(items):
        order.append(q.get())
        print('%s: %d' % (name, order[-1]))
        time.sleep(work)


def through(q, name):
    into = threading.Thread(target=put_all, args=(q,), name='into ' + name)
    into.start()
    into.join()  # all are in before the first one leaves: else the order would be a matter of speed
    order = []
    out = threading.Thread(target=get_all, args=(q, name, order), name='out of ' + name)
    out.start()
    out.join()
    return order


FIFO = queue.Queue()
LIFO = queue.LifoQueue()
fifo_order = through(FIFO, 'FIFO')  # result: fifo_order
order = through(LIFO, 'LIFO')  # result: order
