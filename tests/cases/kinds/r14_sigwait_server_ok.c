// Main waits for a signal that comes later; workers idle meanwhile at their condition.
#include "tests/cases/programs/p.h"
#include <signal.h>
#include <sys/wait.h>
M(m);
static pthread_cond_t c = PTHREAD_COND_INITIALIZER, all_idle = PTHREAD_COND_INITIALIZER;
static int idle, stop;
T(works) { L(m); if (++idle == 3) pthread_cond_signal(&all_idle); while (!stop) pthread_cond_wait(&c, &m); U(m); return 0; }
int main(void) {
    sigset_t s;
    pthread_t t[3];
    int n;
    sigemptyset(&s); sigaddset(&s, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &s, 0);
    for (int i = 0; i < 3; i++) pthread_create(&t[i], 0, works, 0);
    L(m); while (idle < 3) pthread_cond_wait(&all_idle, &m); U(m); // none of them holds it when the process forks
    if (fork() == 0) { sleep(3); kill(getppid(), SIGUSR1); _exit(0); }
    sigwait(&s, &n);
    L(m); stop = 1; pthread_cond_broadcast(&c); U(m);
    for (int i = 0; i < 3; i++) pthread_join(t[i], 0);
    wait(0);
    return n != SIGUSR1;
}
