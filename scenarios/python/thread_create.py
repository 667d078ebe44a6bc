import threading
import time

sleep = 3
head_start = 0.02


def foo(n):
    print('>>>>>>>>>>>>>>>%s' % n)
    time.sleep(sleep)
    print('tread 1')  # as the tutorial spells it


t1 = threading.Thread(target=foo, args=(2,), name='T1')
t1.start()

# Both run at once from here on; start() only waits until the thread exists. Without this, either may print first.
time.sleep(head_start)
print('ending')
