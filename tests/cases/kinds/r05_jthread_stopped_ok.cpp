#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>
std::mutex m;
std::condition_variable_any more;
std::deque<int> work;
int main() {
    std::vector<std::jthread> all;
    for (int i = 0; i < 3; ++i)
        all.emplace_back([](std::stop_token stop) {
            std::unique_lock lock(m);
            while (more.wait(lock, stop, [] { return !work.empty(); })) { work.pop_front(); lock.unlock(); std::this_thread::sleep_for(std::chrono::milliseconds(5)); lock.lock(); }
        });
    for (int i = 0; i < 30; ++i) { { std::lock_guard l(m); work.push_back(i); } more.notify_one(); }
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
}
