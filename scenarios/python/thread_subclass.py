import threading
import time

sleep = 2
head_start = 0.02


class MyThread(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self, name='MyThread')

    def run(self):
        print('ok')
        time.sleep(sleep)
        print('end')


t1 = MyThread()
t1.start()

# Both run at once from here on; start() only waits until the thread exists. Without this, either may print first.
time.sleep(head_start)
print('end again')
