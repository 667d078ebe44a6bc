#include <barrier>
#include <latch>
#include <semaphore>
#include <thread>
#include <vector>
std::latch ready(4), gone(1);
std::counting_semaphore<8> permits(2);
std::barrier phase(4);
int main() {
    std::vector<std::jthread> all;
    for (int i = 0; i < 4; ++i)
        all.emplace_back([] {
            ready.count_down();
            gone.wait();
            for (int k = 0; k < 20; ++k) { permits.acquire(); std::this_thread::yield(); permits.release(); phase.arrive_and_wait(); }
        });
    ready.wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    gone.count_down();
}
