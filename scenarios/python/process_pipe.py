import multiprocessing
import time

rounds = 1
size = 16
delay = 1


def padded(text):
    return text.ljust(size, '.')


def foo(sk):
    conn.close()  # the parent's end
    for i in range(rounds):
        sk.send(padded('hello'))
        time.sleep(2 * delay)  # what comes meanwhile waits in the pipe
        print(sk.recv()[:6])


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    sock, conn = fork.Pipe()  # both ends
    p = fork.Process(target=foo, args=(sock,), name='Process-1')
    p.start()
    sock.close()  # the child's end
    for i in range(rounds):
        time.sleep(delay)
        print(conn.recv()[:5])
        conn.send(padded('hi son'))
    p.join()
