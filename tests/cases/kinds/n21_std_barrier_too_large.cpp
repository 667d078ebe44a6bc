#include <barrier>
#include <thread>
#include <vector>
int main() {
    std::barrier phase(4);
    std::vector<std::thread> all;
    for (int i = 0; i < 3; ++i) all.emplace_back([&] { for (int k = 0; k < 3; ++k) phase.arrive_and_wait(); });
    for (auto& t : all) t.join();
}
