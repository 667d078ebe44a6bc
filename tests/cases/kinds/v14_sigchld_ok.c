// The parent sleeps in sigsuspend until its child has ended.
#include "tests/cases/programs/p.h"
#include <signal.h>
#include <sys/wait.h>
static volatile sig_atomic_t ended;
static void child(int n) { ended = 1; }
int main(void) {
    sigset_t block, old;
    sigemptyset(&block); sigaddset(&block, SIGCHLD);
    sigprocmask(SIG_BLOCK, &block, &old);
    signal(SIGCHLD, child);
    if (fork() == 0) { usleep(900000); _exit(0); }
    while (!ended) sigsuspend(&old);
    wait(0);
    return 0;
}
