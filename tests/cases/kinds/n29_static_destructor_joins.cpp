// A static pool joins its worker in its destructor and tells it nothing.
#include <condition_variable>
#include <mutex>
#include <thread>
struct Pool {
    std::mutex m;
    std::condition_variable more;
    int jobs = 0;
    bool stop = false;
    std::thread worker{[this] { std::unique_lock l(m); while (!stop) { more.wait(l, [this] { return jobs > 0 || stop; }); if (jobs > 0) --jobs; } }};
    void give() { { std::lock_guard l(m); ++jobs; } more.notify_one(); }
    ~Pool() { worker.join(); }
};
Pool pool;
int main() { for (int i = 0; i < 3; ++i) pool.give(); }
