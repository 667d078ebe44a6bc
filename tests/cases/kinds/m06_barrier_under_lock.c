// One waits at the barrier with the lock that the other needs on its way there.
#include "tests/cases/programs/p.h"
M(m);
static pthread_barrier_t b;
static sem_t inside;
T(one) { L(m); sem_post(&inside); pthread_barrier_wait(&b); U(m); return 0; }
T(two) { sem_wait(&inside); L(m); U(m); pthread_barrier_wait(&b); return 0; }
int main(void) { sem_init(&inside, 0, 0); pthread_barrier_init(&b, 0, 2); go2(one, two); return 0; }
