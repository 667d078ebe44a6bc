#include "tests/cases/programs/p.h"
#include <errno.h>
static pthread_mutex_t m, pi;
static pthread_spinlock_t s;
T(dies) { pthread_mutex_lock(&m); return 0; }
T(works) {
    for (int i = 0; i < 100; i++) {
        pthread_mutex_lock(&pi); sched_yield(); pthread_mutex_unlock(&pi);
        pthread_spin_lock(&s); pthread_spin_unlock(&s);
        int e = pthread_mutex_lock(&m);
        if (e == EOWNERDEAD) pthread_mutex_consistent(&m);
        pthread_mutex_unlock(&m);
    }
    return 0;
}
int main(void) {
    pthread_mutexattr_t a;
    pthread_t t;
    pthread_mutexattr_init(&a);
    pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&m, &a);
    pthread_mutexattr_init(&a);
    pthread_mutexattr_setprotocol(&a, PTHREAD_PRIO_INHERIT);
    pthread_mutex_init(&pi, &a);
    pthread_spin_init(&s, 0);
    pthread_create(&t, 0, dies, 0); pthread_join(t, 0);
    go3(works, works, works);
    return 0;
}
