import time

from greenlet import greenlet

rounds = 2
work = 1


def say(number):
    print('ok%d' % number)
    time.sleep(work)


def foo():
    for i in range(rounds):
        say(2 * i + 1)
        gr2.switch()  # names the one that continues; there is no scheduler


def bar():
    for i in range(rounds):
        say(2 * i + 2)
        if i + 1 < rounds:  # the last one has no other to switch to: it returns, and that goes to main
            gr1.switch()


gr1 = greenlet(foo)
gr2 = greenlet(bar)
gr1.switch()  # starts it
print('back in main; gr1 has %s' % ('ended' if gr1.dead else 'not ended: it still waits in its last switch'))
