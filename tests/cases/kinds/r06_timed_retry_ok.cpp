#include <chrono>
#include <mutex>
#include <random>
#include <thread>
using namespace std::chrono_literals;
std::timed_mutex a, b;
void both(std::timed_mutex& x, std::timed_mutex& y, unsigned seed) {
    std::minstd_rand r(seed);
    for (int done = 0; done < 20;) {
        std::unique_lock first(x);
        std::this_thread::sleep_for(1ms);
        if (y.try_lock_for(2ms)) { y.unlock(); ++done; first.unlock(); continue; }
        first.unlock();
        std::this_thread::sleep_for(std::chrono::microseconds(r() % 5000));
    }
}
int main() { std::thread p(both, std::ref(a), std::ref(b), 1), q(both, std::ref(b), std::ref(a), 2); p.join(); q.join(); }
