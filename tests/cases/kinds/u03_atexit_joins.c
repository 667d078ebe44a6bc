// A handler of atexit joins a worker that waits for work, and nobody tells it to stop.
#include "tests/cases/programs/p.h"
M(m);
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int jobs, stop;
static pthread_t worker;
T(work) {
    L(m);
    while (!stop) { while (!jobs && !stop) pthread_cond_wait(&more, &m); if (jobs) --jobs; }
    U(m);
    return 0;
}
static void finish(void) { pthread_join(worker, 0); }
int main(void) {
    pthread_create(&worker, 0, work, 0);
    atexit(finish);
    for (int i = 0; i < 3; ++i) { L(m); ++jobs; pthread_cond_signal(&more); U(m); usleep(20000); }
    return 0;
}
