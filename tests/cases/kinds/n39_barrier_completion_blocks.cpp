// What the barrier does when all have come waits for one of those who have come.
#include <barrier>
#include <mutex>
#include <thread>
#include <atomic>
std::mutex m;
std::atomic<bool> held;
void finish() noexcept { std::lock_guard l(m); }
int main() {
    std::barrier b(2, &finish);
    std::thread one([&] { std::lock_guard l(m); held = true; b.arrive_and_wait(); });
    while (!held) std::this_thread::yield();
    std::thread two([&] { b.arrive_and_wait(); });
    one.join(); two.join();
}
