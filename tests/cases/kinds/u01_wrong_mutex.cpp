// The flag is set under another mutex than the one that the waiter holds while it looks and begins to wait.
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>
std::mutex waiters, setters;
std::condition_variable ready;
std::binary_semaphore looked(0), done(0); // the unlucky order
bool flag = false;
void consumer() {
    std::unique_lock lock(waiters);
    if (!flag) {
        looked.release();
        done.acquire();
        ready.wait(lock);
    }
}
void producer() {
    looked.acquire();
    {
        std::lock_guard lock(setters);
        flag = true;
        ready.notify_one();
    }
    done.release();
}
int main() { std::jthread c(consumer), p(producer); }
