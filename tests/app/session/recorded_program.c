/* Two threads that take turns with a lock, without a sleep of their own: the recorder can hold them at each step. With the argument "sleep":
 * one thread that does nothing but sleep. With "compute": three that compute on one processor, the first that there is. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile unsigned long work;

static void *count(void *argument) {
    for (int i = 0; i < 2000; ++i) {
        pthread_mutex_lock(&lock);
        ++work;
        pthread_mutex_unlock(&lock);
        for (int k = 0; k < 50000; ++k)
            ++work;
    }
    return argument;
}

static int sleeps(void) {
    const struct timespec shortly = {0, 10000000};
    for (int i = 0; i < 5; ++i) {
        struct timespec until;
        if (nanosleep(&shortly, 0) != 0 || usleep(10000) != 0 || clock_nanosleep(CLOCK_MONOTONIC, 0, &shortly, 0) != 0)
            return 1;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 10000000;
        if (until.tv_nsec >= 1000000000) {
            until.tv_nsec -= 1000000000;
            ++until.tv_sec;
        }
        if (clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, 0) != 0)
            return 1;
    }
    return 3;
}

static void *compute(void *argument) {
    struct timespec begin, now;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    do {
        for (int k = 0; k < 50000; ++k)
            ++work;
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while ((now.tv_sec - begin.tv_sec) * 1000 + (now.tv_nsec - begin.tv_nsec) / 1000000 < 600);
    return argument;
}

static int computes(void) {
    cpu_set_t all, first;
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        return 1;
    CPU_ZERO(&first);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&first) == 0; ++i)
        if (CPU_ISSET(i, &all))
            CPU_SET(i, &first);
    if (sched_setaffinity(0, sizeof first, &first) != 0)
        return 1;
    pthread_t threads[3];
    for (int i = 0; i < 3; ++i)
        pthread_create(&threads[i], 0, compute, 0);
    for (int i = 0; i < 3; ++i)
        pthread_join(threads[i], 0);
    return 3;
}

int main(int count_of_arguments, char **arguments) {
    if (count_of_arguments > 1)
        return strcmp(arguments[1], "compute") == 0 ? computes() : sleeps();
    pthread_t threads[2];
    for (int i = 0; i < 2; ++i)
        pthread_create(&threads[i], 0, count, 0);
    for (int i = 0; i < 2; ++i)
        pthread_join(threads[i], 0);
    return 3;
}
