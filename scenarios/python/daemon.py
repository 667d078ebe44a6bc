import threading
import time

daemon = True
sleep = 2
grandchild = False
head_start = 0.5


def grandchild_thread():
    print('grandchild: a daemon too' if threading.current_thread().daemon else 'grandchild: no daemon')
    time.sleep(sleep)
    print('grandchild: end')


def child():
    print('ok')
    if grandchild:
        t2 = threading.Thread(target=grandchild_thread, name='Grandchild')
        t2.start()  # the flag is not given: it is what its parent is
    time.sleep(sleep)
    print('end')


t1 = threading.Thread(target=child, name='Child')
t1.daemon = daemon  # before start(); setDaemon() in the tutorial's time
t1.start()

time.sleep(head_start)
print('end again')
