import queue
import threading
import time

maxsize = 20
puts = 30
produce = 0.05
consume = 0.1
start_after = 1
block = True

q = queue.Queue(maxsize)


def show():
    print('qsize %d, empty %s, full %s' % (q.qsize(), q.empty(), q.full()))


def put_at_once(i):
    """Two attempts that do not wait."""
    for attempt in (lambda: q.put(i, block=False), lambda: q.put_nowait(i)):
        try:
            attempt()
            return True
        except queue.Full:
            print('Full')
    return False


def producer():
    for i in range(1, puts + 1):
        if block or not put_at_once(i):
            q.put(i)  # with 20 in it the 21st put blocks here, until a get
        time.sleep(produce)


def consumer():
    time.sleep(start_after)
    show()
    for i in range(puts):
        q.get()  # with nothing in it this one blocks
        time.sleep(consume)
    show()
    for attempt in (lambda: q.get(block=False), q.get_nowait):
        try:
            attempt()
        except queue.Empty:
            print('Empty')
    print('nothing left')


t1 = threading.Thread(target=producer, name='Producer')
t2 = threading.Thread(target=consumer, name='Consumer')
t1.start()
t2.start()
t1.join()
t2.join()
