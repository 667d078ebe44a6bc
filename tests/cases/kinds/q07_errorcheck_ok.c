#include "tests/cases/programs/p.h"
#include <errno.h>
int main(void) {
    pthread_mutex_t m; pthread_mutexattr_t a; pthread_mutexattr_init(&a); pthread_mutexattr_settype(&a, PTHREAD_MUTEX_ERRORCHECK); pthread_mutex_init(&m, &a);
    pthread_rwlock_t r = PTHREAD_RWLOCK_INITIALIZER;
    int bad = pthread_mutex_lock(&m) != 0 || pthread_mutex_lock(&m) != EDEADLK;
    bad |= pthread_rwlock_wrlock(&r) != 0 || pthread_rwlock_wrlock(&r) != EDEADLK || pthread_rwlock_rdlock(&r) != EDEADLK;
    return bad;
}
