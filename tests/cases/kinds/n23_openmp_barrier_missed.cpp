#include <omp.h>
#include <atomic>
std::atomic<int> steps;
int main() {
#pragma omp parallel num_threads(3)
    {
        ++steps;
        if (omp_get_thread_num() != 2) {
#pragma omp barrier
            ++steps;
        }
    }
    return steps.load() == 0;
}
