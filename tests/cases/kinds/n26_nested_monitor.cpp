// Waits with the outer lock held, which the one who would notify needs.
#include <condition_variable>
#include <mutex>
#include <thread>
#include <chrono>
std::mutex outer, inner;
std::condition_variable filled;
bool full;
void take() {
    std::lock_guard o(outer);
    std::unique_lock i(inner);
    filled.wait(i, [] { return full; });
}
void put() {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    std::lock_guard o(outer);
    { std::lock_guard i(inner); full = true; }
    filled.notify_one();
}
int main() { std::thread a(take), b(put); a.join(); b.join(); }
