// A handler of atexit tells the worker to stop and joins it; the worker finishes what it has, for almost a second.
#include "tests/cases/programs/p.h"
M(m);
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int jobs = 3, stop;
static pthread_t worker;
T(work) { L(m); for (;;) { while (!jobs && !stop) pthread_cond_wait(&more, &m); if (!jobs) break; --jobs; U(m); usleep(300000); L(m); } U(m); return 0; }
static void finish(void) { L(m); stop = 1; pthread_cond_broadcast(&more); U(m); pthread_join(worker, 0); }
int main(void) { pthread_create(&worker, 0, work, 0); atexit(finish); return 0; }
