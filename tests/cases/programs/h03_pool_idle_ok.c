#include <pthread.h>
#include <unistd.h>
#include <stdio.h>
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int items, closed, done;
static void *worker(void *x) {
    pthread_mutex_lock(&m);
    for (;;) {
        while (!items && !closed) pthread_cond_wait(&more, &m);
        if (!items) break;
        --items;
        pthread_mutex_unlock(&m);
        usleep(2000);
        pthread_mutex_lock(&m);
        ++done;
    }
    pthread_mutex_unlock(&m);
    return x;
}
static void put(int n) {
    pthread_mutex_lock(&m);
    items += n;
    pthread_cond_broadcast(&more);
    pthread_mutex_unlock(&m);
}
int main() {
    pthread_t t[4];
    for (int i = 0; i < 4; ++i) pthread_create(t + i, 0, worker, 0);
    for (int i = 0; i < 5; ++i) { put(4); usleep(50000); }
    sleep(7);
    put(4);
    usleep(50000);
    pthread_mutex_lock(&m);
    closed = 1;
    pthread_cond_broadcast(&more);
    pthread_mutex_unlock(&m);
    for (int i = 0; i < 4; ++i) pthread_join(t[i], 0);
    printf("%d\n", done);
}
