import threading
import time

threads = 100
gap = 0.001
tail = 2


def sub():
    global num
    with lock:  # acquires here and releases at the end of the block, whatever happens in between
        temp = num
        if gap:
            time.sleep(gap)
        num = temp - 1
    if tail:
        time.sleep(tail)


num = threads
l = []
lock = threading.Lock()

for i in range(1, threads + 1):
    t = threading.Thread(target=sub, name='Thread-%d' % i)
    t.start()
    l.append(t)
for t in l:
    t.join()

print(num)  # result: counter = num
