// Who is told that the former owner is dead has the lock: this one takes it for a failure.
#include "tests/cases/programs/p.h"
#include <errno.h>
static pthread_mutex_t m;
T(dies) { pthread_mutex_lock(&m); return 0; }
T(waits) { if (pthread_mutex_lock(&m) == 0) pthread_mutex_unlock(&m); return 0; }
int main(void) {
    pthread_mutexattr_t a;
    pthread_t t;
    pthread_mutexattr_init(&a);
    pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&m, &a);
    pthread_create(&t, 0, dies, 0);
    pthread_join(t, 0);
    if (pthread_mutex_lock(&m) != 0) fprintf(stderr, "cannot lock\n");
    pthread_create(&t, 0, waits, 0);
    pthread_join(t, 0);
    return 0;
}
