// main leaves by pthread_exit, and a detached worker goes on for more than a second.
#include "tests/cases/programs/p.h"
static sem_t jobs;
T(post) { for (int i = 0; i < 3; ++i) { usleep(400000); sem_post(&jobs); } return 0; }
T(work) { for (int i = 0; i < 3; ++i) sem_wait(&jobs); puts("done"); return 0; }
int main(void) {
    pthread_t t;
    sem_init(&jobs, 0, 0);
    pthread_create(&t, 0, work, 0); pthread_detach(t);
    pthread_create(&t, 0, post, 0); pthread_detach(t);
    pthread_exit(0);
}
