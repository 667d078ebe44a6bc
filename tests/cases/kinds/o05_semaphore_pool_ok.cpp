// A pool with a semaphore, whose workers give it more work and do not wait for it.
#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <semaphore.h>
#include <thread>
#include <vector>
sem_t work, done; std::mutex m; std::deque<std::function<void()>> q;
void give(std::function<void()> f) { { std::lock_guard l(m); q.push_back(std::move(f)); } sem_post(&work); }
int main() {
    sem_init(&work, 0, 0); sem_init(&done, 0, 0);
    std::vector<std::thread> t;
    for (int i = 0; i < 2; ++i) t.emplace_back([] { for (;;) { sem_wait(&work); std::function<void()> f; { std::lock_guard l(m); f = std::move(q.front()); q.pop_front(); } if (!f) return; f(); } });
    for (int i = 0; i < 4; ++i) give([] { std::this_thread::sleep_for(std::chrono::milliseconds(200)); give([] { sem_post(&done); }); });
    for (int i = 0; i < 4; ++i) sem_wait(&done);
    for (int i = 0; i < 2; ++i) give(nullptr);
    for (auto& e : t) e.join();
}
