#include "tests/cases/programs/p.h"
static pthread_rwlock_t r = PTHREAD_RWLOCK_INITIALIZER;
T(reload) { pthread_rwlock_wrlock(&r); return 0; }
T(reads) { pthread_rwlock_rdlock(&r); pthread_rwlock_unlock(&r); return 0; }
int main(void) {
    pthread_t t;
    pthread_create(&t, 0, reload, 0); pthread_join(t, 0);
    go2(reads, reads);
    return 0;
}
