#include <latch>
#include <thread>
#include <vector>
std::latch ready(3);
void worker(int id) { if (id == 1) return; ready.count_down(); }
int main() {
    std::vector<std::jthread> all;
    for (int i = 0; i < 3; ++i) all.emplace_back(worker, i);
    ready.wait();
}
