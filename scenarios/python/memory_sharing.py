import multiprocessing
import threading
import time

workers = 4
loops = 1000
pause = 0.001

total = 0
lock = threading.Lock()


def add():
    global total
    for i in range(loops):
        with lock:
            total = total + 1
        if pause:
            time.sleep(pause)


def add_in_child(name):
    add()  # the memory of a child is a copy: this is another variable than the parent's
    print('%s counted to %d' % (name, total))


def run(make):
    """Starts all of them, and waits for their end."""
    global total
    total = 0
    started = [make(k) for k in range(1, workers + 1)]
    for worker in started:
        worker.start()
    for worker in started:
        worker.join()
    return total


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    threads_total = run(lambda k: threading.Thread(target=add, name='Thread %d' % k))
    print('threads: %d' % threads_total)  # result: threads_total
    process_total = run(lambda k: fork.Process(target=add_in_child, args=('Process %d' % k,), name='Process %d' % k))
    print('processes: the parent still has %d' % process_total)  # result: process_total; read_by_main = {'threads': threads_total, 'processes': process_total}
