// A handler waits for a worker that waits for what the interrupted code holds.
#include "tests/cases/programs/p.h"
#include <signal.h>
M(state);
static pthread_t worker;
T(works) { L(state); U(state); return 0; }
static void stop(int n) { pthread_join(worker, 0); _exit(0); }
int main(void) {
    signal(SIGTERM, stop);
    L(state);
    pthread_create(&worker, 0, works, 0);
    raise(SIGTERM);
    U(state);
    return 0;
}
