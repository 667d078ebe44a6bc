#include "tests/cases/programs/p.h"
static sem_t slots;
static int broken = 1;
T(job) {
    sem_wait(&slots);
    if (broken) return 0;
    sem_post(&slots);
    return 0;
}
int main(void) {
    pthread_t t;
    sem_init(&slots, 0, 1);
    pthread_create(&t, 0, job, 0); pthread_join(t, 0);
    broken = 0;
    pthread_create(&t, 0, job, 0); pthread_join(t, 0);
    return 0;
}
