// Two tasks wait for each other's future.
#include <future>
#include <thread>
std::promise<int> p, q;
int main() {
    std::shared_future<int> f = p.get_future().share(), g = q.get_future().share();
    std::thread a([&] { p.set_value(g.get() + 1); }), b([&] { q.set_value(f.get() + 1); });
    a.join(); b.join();
}
