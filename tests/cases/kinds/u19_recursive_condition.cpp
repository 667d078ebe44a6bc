// A condition is waited for with a recursive lock that is held twice: waiting gives it back once only.
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>
std::recursive_mutex m;
std::condition_variable_any ready;
std::binary_semaphore inside(0);
bool flag = false;
void inner() { std::unique_lock lock(m); inside.release(); ready.wait(lock, [] { return flag; }); }
void outer() { std::lock_guard lock(m); inner(); }
int main() {
    std::jthread waiter(outer);
    inside.acquire();
    std::lock_guard lock(m);
    flag = true;
    ready.notify_all();
}
