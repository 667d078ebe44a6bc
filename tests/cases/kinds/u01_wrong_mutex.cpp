// The flag is set under another mutex than the one that the waiter holds while it looks and begins to wait.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
using namespace std::chrono_literals;
std::mutex waiters, setters;
std::condition_variable ready;
bool flag = false;
void consumer() {
    std::unique_lock lock(waiters);
    if (!flag) {
        std::this_thread::sleep_for(300ms);
        ready.wait(lock);
    }
}
void producer() {
    std::this_thread::sleep_for(100ms);
    std::lock_guard lock(setters);
    flag = true;
    ready.notify_one();
}
int main() {
    std::jthread c(consumer), p(producer);
}
