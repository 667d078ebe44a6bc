import threading
import time

threads = 10
permits = 5
hold = 2
rounds = 1  # 0 = until stopped
bounded = False
extra_releases = 0


def foo():
    done = 0
    while rounds == 0 or done < rounds:
        semaphore.acquire()
        time.sleep(hold)
        print('ok')
        semaphore.release()
        done += 1


semaphore = threading.BoundedSemaphore(permits) if bounded else threading.Semaphore(permits)
for i in range(extra_releases):
    try:
        semaphore.release()  # a bug: it was never acquired. The bounded one notices; the other has a permit more from now on
    except ValueError as error:
        print(error)

for i in range(1, threads + 1):
    t = threading.Thread(target=foo, name='Thread-%d' % i)
    t.start()  # with these numbers: five ok, two seconds later five more
