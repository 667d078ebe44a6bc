// A condition is destroyed straight after its waiters have been woken.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>
int main() {
    for (int round = 0; round < 30; ++round) {
        std::mutex m;
        auto ready = std::make_unique<std::condition_variable>();
        bool flag = false; int gone = 0;
        std::vector<std::thread> all;
        for (int i = 0; i < 3; ++i) all.emplace_back([&] { std::unique_lock l(m); ready->wait(l, [&] { return flag; }); ++gone; });
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        { std::lock_guard l(m); flag = true; ready->notify_all(); }
        ready.reset();
        for (auto& t : all) t.join();
    }
}
