import queue
import threading
import time

items = 4
work = 0.5

q = queue.PriorityQueue()


def item(number):
    """The tutorial's four, then more of all priorities. The first is the priority: the lowest one leaves first."""
    four = [[5, 100], [7, 200], [3, 'hello'], [4, {'name': 'alex'}]]
    return four[number - 1] if number <= 4 else [number * 37 % 50, 'item %d' % number]


def putter():
    for i in range(1, items + 1):
        q.put(item(i))
        time.sleep(work)


def getter():
    for i in range(items):
        one = q.get()
        print(one)  # result: order + one[0]
        time.sleep(work)


t1 = threading.Thread(target=putter, name='Putter')
t1.start()
t1.join()  # all are in before the first one leaves
t2 = threading.Thread(target=getter, name='Getter')
t2.start()
t2.join()
