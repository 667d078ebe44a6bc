#include <semaphore>
#include <thread>
#include <vector>
#include <cstdio>
std::counting_semaphore<8> connections(2);
bool query(int id) {
    connections.acquire();
    if (id < 2) return false; // forgets the permit
    connections.release();
    return true;
}
int main() {
    for (int i = 0; i < 2; ++i) std::thread(query, i).join();
    std::thread third(query, 2);
    third.join();
}
