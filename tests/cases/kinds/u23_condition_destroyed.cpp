// A static condition is destroyed at the end of the program while a detached worker still waits for it.
#include <condition_variable>
#include <mutex>
#include <thread>
std::mutex m;
std::condition_variable more;
int jobs = 0;
bool waits = false;
int main() {
    std::thread([] { std::unique_lock lock(m); waits = true; more.wait(lock, [] { return jobs > 0; }); }).detach();
    for (bool there = false; !there; std::this_thread::yield()) { std::lock_guard lock(m); there = waits; }
}
