/* Two threads that take turns with a lock, without a sleep of their own: the recorder can hold them at each step. */
#include <pthread.h>

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

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; ++i)
        pthread_create(&threads[i], 0, count, 0);
    for (int i = 0; i < 2; ++i)
        pthread_join(threads[i], 0);
    return 3;
}
