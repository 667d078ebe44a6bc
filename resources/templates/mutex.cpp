// Two threads count together. The mutex lets one of them in at a time; without it,
// some of what they count gets lost.
#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

int rounds = 20; // 1..1000
auto work = 5ms; // 0..100 ms: with the mutex held

std::mutex door;
long counter = 0;

void count() {
    for (int i = 0; i < rounds; ++i) {
        std::lock_guard guard(door);
        const long before = counter;
        std::this_thread::sleep_for(work);
        counter = before + 1;
    }
}

int main() {
    std::thread first(count), second(count);
    first.join();
    second.join();
    std::cout << "counter: " << counter << '\n';
}
