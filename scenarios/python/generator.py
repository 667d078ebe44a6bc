import time

items = 5  # 0 = until stopped
work = 0.3


def consumer():
    """Is sent numbers and yields its answers to them. Between two of them it stands still, with all it knows."""
    answer = 'ready'
    while True:
        n = yield answer
        print('[CONSUMER] consuming %d' % n)
        time.sleep(work)
        answer = '200 OK'


def producer(eater):
    """Makes numbers, hands each one over and yields what it was answered."""
    next(eater)  # runs it to its first yield, where it can be sent something
    n = 0
    while items == 0 or n < items:
        n += 1
        print('[PRODUCER] producing %d' % n)
        time.sleep(work)
        yield eater.send(n)
    eater.close()


for answer in producer(consumer()):
    print('[PRODUCER] the consumer answered: %s' % answer)
print('done, and no lock was needed')
