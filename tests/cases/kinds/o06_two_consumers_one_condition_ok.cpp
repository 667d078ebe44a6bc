// One condition for two consumers; who is woken for the other's piece goes back to wait, and the producer notifies all in the end.
#include <condition_variable>
#include <mutex>
#include <thread>
std::mutex m; std::condition_variable c; int left[2] = {0, 0}; bool over;
void consume(int me) { for (;;) { std::unique_lock l(m); c.wait(l, [me] { return left[me] > 0 || over; }); if (left[me] > 0) { --left[me]; continue; } return; } }
int main() {
    using namespace std::chrono_literals;
    std::thread a(consume, 0), b(consume, 1);
    for (int i = 0; i < 6; ++i) { { std::lock_guard l(m); ++left[1]; } c.notify_one(); std::this_thread::sleep_for(150ms); }
    { std::lock_guard l(m); over = true; } c.notify_all();
    a.join(); b.join();
}
