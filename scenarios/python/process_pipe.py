import multiprocessing
import time

rounds = 1
size = 16
delay = 1


def foo(sk):
    for i in range(rounds):
        sk.send('hello'.ljust(size, '.'))
        time.sleep(2 * delay)  # what comes meanwhile waits in the pipe
        print(sk.recv()[:6])


if __name__ == '__main__':
    sock, conn = multiprocessing.Pipe()
    p = multiprocessing.Process(target=foo, args=(sock,), name='Process-1')
    p.start()
    for i in range(rounds):
        time.sleep(delay)
        print(conn.recv()[:5])
        conn.send('hi son'.ljust(size, '.'))
    p.join()
