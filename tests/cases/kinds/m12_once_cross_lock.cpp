// A lock is taken inside call_once, and call_once is called with the lock held.
#include <latch>
#include <mutex>
#include <thread>
std::once_flag flag; std::mutex m; std::latch both(2);
int main() {
    std::thread a([] { std::call_once(flag, [] { both.arrive_and_wait(); std::lock_guard l(m); }); });
    std::thread b([] { std::lock_guard l(m); both.arrive_and_wait(); std::call_once(flag, [] {}); });
    a.join(); b.join();
}
