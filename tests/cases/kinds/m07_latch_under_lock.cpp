#include <latch>
#include <mutex>
#include <thread>
std::mutex m;
std::latch done(1), inside(1);
int main() {
    std::thread t([] { inside.wait(); std::lock_guard l(m); done.count_down(); });
    std::lock_guard l(m);
    inside.count_down();
    done.wait();
    t.join();
}
