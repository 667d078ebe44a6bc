// Two threads give way to each other for half a second, and then one of them goes first.
#include "tests/cases/programs/p.h"
#include <time.h>
M(left);
M(right);
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
/// Gets both; with patience for so long, then it waits for the second one.
static void transfer(pthread_mutex_t* first, pthread_mutex_t* second, double patience) {
    for (double until = now() + patience;;) {
        pthread_mutex_lock(first);
        usleep(20000);
        if (!pthread_mutex_trylock(second)) break;
        if (now() > until) { pthread_mutex_lock(second); break; }
        pthread_mutex_unlock(first);
    }
    pthread_mutex_unlock(second);
    pthread_mutex_unlock(first);
}
T(impatient) { transfer(&left, &right, .5); return 0; }
T(patient) { transfer(&right, &left, 30); return 0; }
int main(void) { go2(impatient, patient); return 0; }
