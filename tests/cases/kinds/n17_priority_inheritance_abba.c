#include "tests/cases/programs/p.h"
static pthread_mutex_t a, b;
static pthread_barrier_t both;
T(one) { L(a); pthread_barrier_wait(&both); L(b); U(b); U(a); return 0; }
T(two) { L(b); pthread_barrier_wait(&both); L(a); U(a); U(b); return 0; }
int main(void) {
    pthread_mutexattr_t attr;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
    pthread_mutex_init(&a, &attr); pthread_mutex_init(&b, &attr);
    pthread_barrier_init(&both, 0, 2);
    go2(one, two);
    return 0;
}
