// One condition for two predicates, and notify_one wakes the one who cannot go on.
#include <condition_variable>
#include <mutex>
#include <thread>
#include <chrono>
std::mutex m;
std::condition_variable c;
bool a, b;
int main() {
    using namespace std::chrono_literals;
    std::thread first([] { std::unique_lock l(m); c.wait(l, [] { return a; }); });
    std::this_thread::sleep_for(50ms);
    std::thread second([] { std::unique_lock l(m); c.wait(l, [] { return b; }); a = true; c.notify_one(); });
    std::this_thread::sleep_for(50ms);
    { std::lock_guard l(m); b = true; }
    c.notify_one();
    first.join(); second.join();
}
