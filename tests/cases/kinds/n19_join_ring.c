#include "tests/cases/programs/p.h"
static pthread_t t[3];
static pthread_barrier_t known;
T(joins) { long i = (long)arg; pthread_barrier_wait(&known); pthread_join(t[(i + 1) % 3], 0); return 0; }
int main(void) {
    pthread_barrier_init(&known, 0, 4);
    for (long i = 0; i < 3; i++) pthread_create(&t[i], 0, joins, (void*)i);
    pthread_barrier_wait(&known);
    pthread_exit(0);
}
