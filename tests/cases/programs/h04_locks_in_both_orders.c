// Two threads take two locks in opposite orders, one long after the other: it goes well, this time.
#include <pthread.h>
#include <unistd.h>
static pthread_mutex_t accounts = PTHREAD_MUTEX_INITIALIZER, journal = PTHREAD_MUTEX_INITIALIZER;
static void *transfer(void *x) {
    pthread_mutex_lock(&accounts);
    pthread_mutex_lock(&journal);
    pthread_mutex_unlock(&journal);
    pthread_mutex_unlock(&accounts);
    return x;
}
static void *report(void *x) {
    usleep(100000);
    pthread_mutex_lock(&journal);
    pthread_mutex_lock(&accounts);
    pthread_mutex_unlock(&accounts);
    pthread_mutex_unlock(&journal);
    return x;
}
int main() {
    pthread_t one, two;
    pthread_create(&one, 0, transfer, 0);
    pthread_create(&two, 0, report, 0);
    pthread_join(one, 0);
    pthread_join(two, 0);
}
