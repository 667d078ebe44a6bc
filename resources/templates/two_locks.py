# Two threads take two locks, each in another order: sooner or later each has
# what the other one waits for. Make the orders the same, and both come through.
import threading
import time

rounds = 3     # 1..50: how often each takes both
pause = 0.05   # 0..1 s: between the first lock and the second

account_a = threading.Lock()
account_b = threading.Lock()


def transfer(first, second):
    for _ in range(rounds):
        with first:
            time.sleep(pause)
            with second:
                print(threading.current_thread().name, "has both")


there = threading.Thread(target=transfer, args=(account_a, account_b), name="there")
back = threading.Thread(target=transfer, args=(account_b, account_a), name="back")
there.start()
back.start()
there.join()
back.join()
print("done")
