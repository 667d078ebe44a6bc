// Three threads in turn: each takes its own semaphore and posts the next one's.
#include "tests/cases/programs/p.h"
static sem_t turn[3];
T(player) { long i = (long)arg; for (int n = 0; n < 3; ++n) { sem_wait(&turn[i]); usleep(300000); sem_post(&turn[(i + 1) % 3]); } return 0; }
int main(void) {
    pthread_t t[3];
    for (int i = 0; i < 3; ++i) sem_init(&turn[i], 0, i == 0);
    for (long i = 0; i < 3; ++i) pthread_create(&t[i], 0, player, (void*)i);
    for (int i = 0; i < 3; ++i) pthread_join(t[i], 0);
    return 0;
}
