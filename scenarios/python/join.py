import threading
import time

first = 2
second = 5


def foo(n):
    print('>>>>>>>>>>>>>>>%s' % n)
    time.sleep(n)
    print('tread 1')  # as the tutorial spells it


def bar(n):
    print('>>>>>>>>>>>>>>>>%s' % n)
    time.sleep(n)
    print('thread 2')


s = time.time()

t1 = threading.Thread(target=foo, args=(first,), name='T1')
t1.start()
t2 = threading.Thread(target=bar, args=(second,), name='T2')
t2.start()

t1.join()  # holds up the main thread only; T2 runs on
t2.join()

print(time.time() - s)  # result: elapsed_s = time.time() - s
print('ending')
