# Producers put items into a queue, consumers take them out. A full queue makes
# the producers wait, an empty one the consumers.
import queue
import threading
import time

producers = 1    # 1..10
consumers = 2    # 1..10
capacity = 5     # 1..50: items that the queue holds
items = 20       # 1..500: of each producer
produce = 0.02   # 0..1 s: for one item
consume = 0.05   # 0..1 s: for one item

q = queue.Queue(capacity)


def producer(number):
    for i in range(items):
        time.sleep(produce)
        q.put("item %d of %d" % (i, number))


def consumer():
    while True:
        item = q.get()
        if item is None:
            return
        time.sleep(consume)


makers = [threading.Thread(target=producer, args=(i,), name="producer-%d" % i) for i in range(producers)]
takers = [threading.Thread(target=consumer, name="consumer-%d" % i) for i in range(consumers)]
for thread in makers + takers:
    thread.start()
for thread in makers:
    thread.join()
for _ in takers:
    q.put(None)  # tells one of them that nothing more comes
for thread in takers:
    thread.join()
print("all eaten")
