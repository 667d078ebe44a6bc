// Compiled without optimisation: std::mutex::lock() and all below it are functions of their own.
#include <atomic>
#include <mutex>
#include <thread>
std::mutex a, b;
std::atomic<int> here{0};
void both() { ++here; while (here < 2) std::this_thread::yield(); }
void first() { std::lock_guard<std::mutex> g(a); both();
    std::lock_guard<std::mutex> h(b); }
void second() { std::unique_lock<std::mutex> g(b); both();
    std::scoped_lock h(a); }
int main() { std::thread t(first), u(second); t.join(); u.join(); }
