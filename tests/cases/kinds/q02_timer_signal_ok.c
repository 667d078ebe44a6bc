#include "tests/cases/programs/p.h"
#include <errno.h>
#include <signal.h>
#include <time.h>
static int p[2];
static void tick(int n) { if (write(p[1], "x", 1) < 0) _exit(1); }
int main(void) {
    timer_t t; struct sigevent e; struct itimerspec at = {{0, 0}, {1, 500000000}}; char c;
    memset(&e, 0, sizeof e); e.sigev_notify = SIGEV_SIGNAL; e.sigev_signo = SIGUSR1;
    struct sigaction a; memset(&a, 0, sizeof a); a.sa_handler = tick; a.sa_flags = SA_RESTART; sigaction(SIGUSR1, &a, 0);
    if (pipe(p) || timer_create(CLOCK_MONOTONIC, &e, &t)) return 1;
    timer_settime(t, 0, &at, 0);
    return read(p[0], &c, 1) != 1;
}
