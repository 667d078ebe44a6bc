// A livelock: each holds one lock, fails to get the other one, gives way, and both do so in step over a std::barrier.
#include <barrier>
#include <mutex>
#include <thread>
std::mutex left, right;
std::barrier step(2);
void philosopher(std::mutex& first, std::mutex& second) {
    for (;;) {
        first.lock();
        step.arrive_and_wait();
        const bool got = second.try_lock();
        step.arrive_and_wait();
        if (got) second.unlock();
        first.unlock();
        if (got) return;
    }
}
int main() {
    std::jthread a(philosopher, std::ref(left), std::ref(right)), b(philosopher, std::ref(right), std::ref(left));
}
