import threading
import time

threads = 10
sleep = 1
pause = 0.05


class MyThread(threading.Thread):
    def run(self):
        self.foo()
        self.bar()

    def foo(self):
        LockA.acquire()
        print('i am %s GET LOCKA------%s' % (self.name, time.ctime()))
        time.sleep(pause)
        LockB.acquire()  # A first, then B …
        print('i am %s GET LOCKB-----%s' % (self.name, time.ctime()))
        LockB.release()
        time.sleep(sleep)
        LockA.release()

    def bar(self):
        LockB.acquire()
        print('i am %s GET LOCKB------%s' % (self.name, time.ctime()))
        time.sleep(pause)
        LockA.acquire()  # … and here B first, then A
        print('i am %s GET LOCKA-----%s' % (self.name, time.ctime()))
        LockA.release()
        LockB.release()


LockA = threading.Lock()
LockB = threading.Lock()

for i in range(1, threads + 1):
    t = MyThread(name='Thread-%d' % i)
    t.start()
