import multiprocessing
import time

sleep = 2
processes = 1


def foo():
    print('ok')
    time.sleep(sleep)


if __name__ == '__main__':
    for k in range(1, processes + 1):
        p = multiprocessing.Process(target=foo, name='Process-%d' % k)
        p.start()
    print('ending')  # the program ends when its children have: multiprocessing joins them at the end
