import threading
import time

threads = 5
sleep = 1.5

go_home = threading.Event()


def sample():
    """One row of the table: how many are alive, and who."""
    print('%d alive: %s' % (threading.active_count(), ' '.join(t.name for t in threading.enumerate())))


def ask(worker):
    print('%s: is_alive %s' % (worker.name, worker.is_alive()))  # isAlive() in the tutorial's time


def work(k):
    time.sleep(sleep / threads)
    before = threading.current_thread().name
    threading.current_thread().name = 'Ready %d' % k  # setName() in the tutorial's time
    print('%s is now %s' % (before, threading.current_thread().name))
    go_home.wait()
    time.sleep(sleep / threads * k)  # one after the other


print('I am %s' % threading.current_thread().name)
sample()  # result: active_before = threading.active_count()
workers = []
for k in range(1, threads + 1):
    worker = threading.Thread(target=work, args=(k,), name='Worker %d' % k)
    workers.append(worker)
    if k == 1:
        ask(worker)  # made, not started
    worker.start()
    sample()
    ask(worker)
    time.sleep(sleep / threads)
sample()  # result: active_all = threading.active_count()

go_home.set()
for worker in workers:
    worker.join()
    sample()  # result: active_after = threading.active_count()
    ask(worker)
