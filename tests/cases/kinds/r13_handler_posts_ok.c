#include "tests/cases/programs/p.h"
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
static sem_t ticks;
static void tick(int n) { sem_post(&ticks); }
int main(void) {
    sem_init(&ticks, 0, 0);
    signal(SIGALRM, tick);
    struct itimerval every = {{0, 200000}, {0, 200000}};
    setitimer(ITIMER_REAL, &every, 0);
    for (int i = 0; i < 10; i++) while (sem_wait(&ticks) != 0 && errno == EINTR) {}
    return 0;
}
