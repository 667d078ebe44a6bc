// A static condition is destroyed at the end of the program while a detached worker still waits for it.
#include <condition_variable>
#include <mutex>
#include <thread>
std::mutex m;
std::condition_variable more;
int jobs = 0;
int main() {
    std::thread([] { std::unique_lock lock(m); more.wait(lock, [] { return jobs > 0; }); }).detach();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}
