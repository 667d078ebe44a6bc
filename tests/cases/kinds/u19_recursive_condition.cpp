// A condition is waited for with a recursive lock that is held twice: waiting gives it back once only.
#include <condition_variable>
#include <mutex>
#include <thread>
std::recursive_mutex m;
std::condition_variable_any ready;
bool flag = false;
void inner() { std::unique_lock lock(m); ready.wait(lock, [] { return flag; }); }
void outer() { std::lock_guard lock(m); inner(); }
int main() {
    std::jthread waiter(outer);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::lock_guard lock(m);
    flag = true;
    ready.notify_all();
}
