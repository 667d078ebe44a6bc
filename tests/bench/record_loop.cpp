// What record_bench runs, plain and recorded: locks and unlocks a mutex of its own in each of some threads, and prints the ns that a pair
// takes, the best of all rounds.
#include "tests/bench/floor.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <pthread.h>

namespace {

long g_pairs = 0, g_rounds = 0;
bool g_floor = false;

double now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

void plainRound(pthread_mutex_t& mutex) {
    for (long i = 0; i < g_pairs; ++i) {
        pthread_mutex_lock(&mutex);
        asm volatile("" ::
                         : "memory");
        pthread_mutex_unlock(&mutex);
    }
}

void floorRound(pthread_mutex_t& mutex) {
    for (long i = 0; i < g_pairs; ++i) {
        pthread_mutex_lock(&mutex);
        bench::t_ring.append(7, 1);
        asm volatile("" ::
                         : "memory");
        bench::t_ring.append(7, 2);
        pthread_mutex_unlock(&mutex);
    }
}

void* run(void* best) {
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    double least = 1e18;
    for (long round = 0; round < g_rounds; ++round) {
        const double begin = now();
        g_floor ? floorRound(mutex) : plainRound(mutex);
        least = std::min(least, (now() - begin) / static_cast<double>(g_pairs));
    }
    *static_cast<double*>(best) = least;
    return nullptr;
}

} // namespace

/// THREADS PAIRS ROUNDS [floor]
int main(int argc, char** argv) {
    constexpr int Most = 8;
    const int threads = argc > 3 ? std::clamp(std::atoi(argv[1]), 1, Most) : 0;
    if (threads == 0)
        return 2;
    g_pairs = std::max(std::atol(argv[2]), 1L);
    g_rounds = std::max(std::atol(argv[3]), 1L);
    g_floor = argc > 4 && std::strcmp(argv[4], "floor") == 0;
    double best[Most];
    pthread_t started[Most];
    for (int i = 0; i < threads; ++i)
        if (pthread_create(&started[i], nullptr, run, &best[i]) != 0)
            return 1;
    double sum = 0;
    for (int i = 0; i < threads; ++i) {
        pthread_join(started[i], nullptr);
        sum += best[i];
    }
    std::printf("%.2f\n", sum / threads);
}
