// main leaves by pthread_exit; a detached worker waits for a semaphore that only main would have posted.
#include "tests/cases/programs/p.h"
static sem_t jobs;
T(work) { for (int i = 0; i < 3; ++i) sem_wait(&jobs); return 0; }
int main(void) {
    pthread_t t;
    sem_init(&jobs, 0, 0);
    pthread_create(&t, 0, work, 0);
    pthread_detach(t);
    sem_post(&jobs);
    sem_post(&jobs);
    pthread_exit(0);
}
