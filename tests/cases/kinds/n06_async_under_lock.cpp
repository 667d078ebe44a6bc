// The temporary future of std::async waits in its destructor.
#include <future>
#include <mutex>
std::mutex state;
int value;
void update() { std::lock_guard held(state); ++value; }
int main() {
    std::lock_guard held(state);
    (void)std::async(std::launch::async, update);
    return value;
}
