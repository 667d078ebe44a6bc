#include <future>
#include <mutex>
#include <vector>
#include <thread>
std::mutex m;
int sum;
int main() {
    std::vector<std::future<void>> all;
    {
        std::lock_guard l(m);
        for (int i = 0; i < 8; ++i) all.push_back(std::async(std::launch::async, [i] { std::lock_guard l(m); sum += i; }));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    for (auto& f : all) f.get();
    auto lazy = std::async(std::launch::deferred, [] { return 1; });
    std::promise<int> p;
    std::thread t([&] { std::this_thread::sleep_for(std::chrono::milliseconds(1500)); p.set_value(1); });
    int got = p.get_future().get();
    t.join();
    return sum == 28 && lazy.get() == 1 && got == 1 ? 0 : 1;
}
