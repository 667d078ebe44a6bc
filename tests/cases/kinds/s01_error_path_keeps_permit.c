// Two slots; who fails returns without giving its slot back, and the third waits for one.
#include "tests/cases/programs/p.h"
#include <semaphore.h>
static sem_t slots;
static int work(long n) { return n % 2 == 0 ? 0 : -1; }
T(job) {
    sem_wait(&slots);
    if (work((long)arg) < 0) return 0; // the slot is not given back
    sem_post(&slots);
    return 0;
}
int main(void) {
    sem_init(&slots, 0, 2);
    pthread_t t[4];
    long jobs[4] = {2, 1, 3, 4};
    for (int i = 0; i < 4; i++) { pthread_create(&t[i], 0, job, (void*)jobs[i]); pthread_join(t[i], 0); }
}
