// std::scoped_lock takes both in whatever order they are given, since it only tries the second one.
#include <mutex>
#include <thread>
std::mutex a, b;
int n;
int main() {
    std::thread one([] { for (int i = 0; i < 50; ++i) { std::scoped_lock both(a, b); ++n; } });
    std::thread two([] { for (int i = 0; i < 50; ++i) { std::scoped_lock both(b, a); ++n; } });
    one.join();
    two.join();
}
