#include <pthread.h>
#include <unistd.h>
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static void both(pthread_mutex_t *first, pthread_mutex_t *second) {
    pthread_mutex_lock(first);
    usleep(100000);
    pthread_mutex_lock(second);
    pthread_mutex_unlock(second);
    pthread_mutex_unlock(first);
}
static void *ab(void *x) { both(&a, &b); return x; }
static void *ba(void *x) { both(&b, &a); return x; }
int main() {
    pthread_t one, two;
    pthread_create(&one, 0, ab, 0);
    pthread_create(&two, 0, ba, 0);
    for (;;) sleep(1);
}
