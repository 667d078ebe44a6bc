import threading
import time

depth = 3
kind = 'recursive'  # 'recursive' or 'plain'
hold = 0.5
others = 1


def nested(level):
    """Takes the lock again while it holds it, as a function does that calls another one which locks, too."""
    lock.acquire()
    print('acquired, %d deep' % level)
    time.sleep(hold)
    if level < depth:
        nested(level + 1)
        time.sleep(hold)  # still inside: one release is not enough for the others
    lock.release()
    print('released, %d deep' % (level - 1))


def other():
    """Gets in only when the count is back at 0."""
    lock.acquire()
    print('my turn')
    lock.release()


lock = threading.RLock() if kind == 'recursive' else threading.Lock()

threading.Thread(target=nested, args=(1,), name='T1').start()
time.sleep(hold / 2)  # the others come when it is inside
for i in range(1, others + 1):
    threading.Thread(target=other, name='Other %d' % i).start()
