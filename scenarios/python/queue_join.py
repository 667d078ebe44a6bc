import queue
import threading
import time

items = 3
work = 1
forgotten = 0

q = queue.Queue()


def foo():  # puts
    for i in range(1, items + 1):
        q.put(111 * i)  # each put makes one more that is unfinished
    q.join()  # waits here until none is
    print('ok')


def bar():  # gets
    for i in range(1, items + 1):
        item = q.get()
        time.sleep(work)
        print(item)
        if i <= items - forgotten:  # else a bug: then foo waits for ever
            q.task_done()  # each of these makes one less


t1 = threading.Thread(target=foo, name='t1')
t2 = threading.Thread(target=bar, name='t2')
t1.start()
t2.start()  # which one starts first does not matter: get waits for put, join for task_done
t1.join()
t2.join()
