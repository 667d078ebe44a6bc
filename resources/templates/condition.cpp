// One thread makes packets, the others wait for them at a condition variable. Who waits
// gives the mutex back meanwhile, and looks again when it is woken.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

int workers = 3;   // 1..20
int packets = 12;  // 1..500
auto every = 20ms; // 0..500 ms: between two packets

std::mutex door;
std::condition_variable arrived;
std::deque<int> waiting;
bool last = false;

void work() {
    std::unique_lock lock(door);
    for (;;) {
        arrived.wait(lock, [] { return !waiting.empty() || last; });
        if (waiting.empty())
            return;
        waiting.pop_front();
        lock.unlock();
        std::this_thread::sleep_for(3 * every);
        lock.lock();
    }
}

int main() {
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.emplace_back(work);
    for (int i = 0; i < packets; ++i) {
        std::this_thread::sleep_for(every);
        std::lock_guard lock(door);
        waiting.push_back(i);
        arrived.notify_one();
    }
    {
        std::lock_guard lock(door);
        last = true;
        arrived.notify_all();
    }
    for (std::thread& thread : threads)
        thread.join();
    std::cout << "all done\n";
}
