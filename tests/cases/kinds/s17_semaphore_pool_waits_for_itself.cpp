// A pool with semaphores: each of its two workers gives it another piece of work and waits for that.
#include <deque>
#include <functional>
#include <mutex>
#include <semaphore.h>
#include <thread>
#include <vector>
struct Pool {
    sem_t work; std::mutex m; std::deque<std::function<void()>> q; std::vector<std::thread> t;
    Pool() { sem_init(&work, 0, 0); for (int i = 0; i < 2; ++i) t.emplace_back([this] { for (;;) { sem_wait(&work); std::function<void()> f; { std::lock_guard l(m); f = q.front(); q.pop_front(); } f(); } }); }
    void give(std::function<void()> f) { { std::lock_guard l(m); q.push_back(f); } sem_post(&work); }
};
int main() {
    Pool p; sem_t done[2]; sem_t inner[2];
    for (int i = 0; i < 2; ++i) { sem_init(&done[i], 0, 0); sem_init(&inner[i], 0, 0); }
    pthread_barrier_t b; pthread_barrier_init(&b, 0, 2);
    for (int i = 0; i < 2; ++i) p.give([&, i] { pthread_barrier_wait(&b); p.give([&, i] { sem_post(&inner[i]); }); sem_wait(&inner[i]); sem_post(&done[i]); });
    for (auto& d : done) sem_wait(&d);
}
