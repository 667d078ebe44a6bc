#include <mutex>
#include <thread>
std::mutex totals;
int total;
struct Counter { int n = 0; ~Counter() { std::lock_guard l(totals); total += n; } };
thread_local Counter counter;
int main() {
    std::lock_guard l(totals);
    std::thread t([] { ++counter.n; });
    t.join();
    return total == 0;
}
