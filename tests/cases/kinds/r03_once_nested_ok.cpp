#include <mutex>
#include <thread>
#include <chrono>
std::once_flag outer, inner;
int& base() { static int b = [] { std::this_thread::sleep_for(std::chrono::milliseconds(30)); return 1; }(); return b; }
int& derived() { static int d = base() + 1; return d; }
void in() { std::this_thread::sleep_for(std::chrono::milliseconds(30)); }
void out() { std::call_once(inner, in); }
int main() {
    std::thread a([] { std::call_once(outer, out); derived(); }), b([] { std::call_once(inner, in); base(); derived(); });
    a.join(); b.join();
}
