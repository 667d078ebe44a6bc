/* Two threads that take turns with a lock, without a sleep of their own: the recorder can hold them at each step. With an argument: one
 * thread that does nothing but sleep. */
#define _GNU_SOURCE
#include <pthread.h>
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

int main(int count_of_arguments, char **arguments) {
    if (count_of_arguments > 1)
        return arguments[1] != 0 ? sleeps() : 1;
    pthread_t threads[2];
    for (int i = 0; i < 2; ++i)
        pthread_create(&threads[i], 0, count, 0);
    for (int i = 0; i < 2; ++i)
        pthread_join(threads[i], 0);
    return 3;
}
