import threading
import time

waiters = 5
delay = 3
timeout = 0  # 0 = none
connect = 1
set = True
clear = False

event = threading.Event()


def foo():
    print('wait.......')
    if not event.wait(timeout or None):
        print('timed out')  # and goes on all the same, as the tutorial's does
    print('connect to redis server')
    time.sleep(connect)


def ask():
    print('is_set: %s' % event.is_set())  # isSet() in the tutorial's time; a look at the flag, which never waits


for i in range(1, waiters + 1):
    t = threading.Thread(target=foo, name='Thread-%d' % i)
    t.start()

print('attempt to start redis sever)')  # as the tutorial spells it
time.sleep(delay)
ask()
if set:
    event.set()  # one call, and all of them go on
    ask()

if clear:
    time.sleep(delay)
    event.clear()  # the flag is down: a thread that comes now waits again
    ask()
    threading.Thread(target=foo, name='Latecomer').start()
    time.sleep(delay)
    if set:
        event.set()
