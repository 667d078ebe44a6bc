/* Threads of POSIX wait for one mutex, which one of them keeps for a while. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define THREADS 4       // 1..50
int rounds = 3;         // 1..100
int work = 20000;       // 0..1000000 us: with the mutex held

pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;

void* visit(void* number) {
    for (int i = 0; i < rounds; ++i) {
        pthread_mutex_lock(&door);
        printf("thread %ld is inside\n", (long)number);
        usleep(work);
        pthread_mutex_unlock(&door);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS];
    for (long i = 0; i < THREADS; ++i)
        pthread_create(&threads[i], NULL, visit, (void*)i);
    for (int i = 0; i < THREADS; ++i)
        pthread_join(threads[i], NULL);
    return 0;
}
