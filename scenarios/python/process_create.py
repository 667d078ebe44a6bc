import multiprocessing
import time

sleep = 2
processes = 1


def foo():
    print('ok')
    time.sleep(sleep)


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    for k in range(1, processes + 1):
        p = fork.Process(target=foo, name='Process-%d' % k)
        p.start()
    print('ending')
