import queue
import threading
import time

producers = 2
consumers = 2
capacity = 20
produce = 0.1
consume = 0.16
items = 60  # 0 = until stopped
variant = 'blocking'  # 'blocking' or 'qsize'
look_again = 0.01

q = queue.Queue(capacity if variant == 'blocking' else 0)
LAST = 0  # tells a consumer that nothing more will come
made = []
used = []


def producer(first):
    i = first
    while items == 0 or i <= items:
        time.sleep(produce)
        made.append(i)
        # The limit by hand: between the look and the put others may put too, so the queue can grow beyond it.
        while variant == 'qsize' and q.qsize() >= capacity:
            time.sleep(look_again)
        q.put(i)  # the blocking queue keeps the limit itself, and wakes the producer when there is room
        i += producers


def consumer():
    while True:
        i = q.get()
        if i == LAST:
            break
        time.sleep(consume)
        used.append(i)


makers = [threading.Thread(target=producer, args=(i,), name='Producer-%d' % i) for i in range(1, producers + 1)]
users = [threading.Thread(target=consumer, name='Consumer-%d' % i) for i in range(1, consumers + 1)]
for t in makers + users:
    t.start()
for t in makers:
    t.join()
for t in users:
    q.put(LAST)  # one for each
for t in users:
    t.join()
print('made %d, used %d' % (len(made), len(used)))  # result: made = len(made); used = len(used)
