// The function of std::call_once joins a thread that comes to the same call_once.
#include <mutex>
#include <thread>
std::once_flag once;
int value;
int get() { std::call_once(once, [] { std::thread t([] { get(); }); t.join(); value = 1; }); return value; }
int main() { return get() - 1; }
