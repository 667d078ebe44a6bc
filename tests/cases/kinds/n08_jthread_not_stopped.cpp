#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
std::mutex m;
std::condition_variable_any more;
std::deque<int> work{1, 2, 3};
int main() {
    std::jthread worker([](std::stop_token stop) {
        std::unique_lock lock(m);
        while (more.wait(lock, stop, [] { return !work.empty(); })) work.pop_front();
    });
    worker.join(); // nobody asks it to stop
}
