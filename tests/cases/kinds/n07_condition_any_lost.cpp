#include <condition_variable>
#include <shared_mutex>
#include <thread>
#include <chrono>
std::shared_mutex m;
std::condition_variable_any changed;
void reader() { std::shared_lock lock(m); changed.wait(lock); }
int main() {
    changed.notify_all();
    std::thread t(reader);
    t.join();
}
