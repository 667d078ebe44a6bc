// Two processes, two named semaphores, in opposite orders.
#include "tests/cases/programs/p.h"
#include <fcntl.h>
#include <semaphore.h>
#include <sys/wait.h>
int main(void) {
    char a[64], b[64]; snprintf(a, sizeof a, "/s11a-%d", getpid()); snprintf(b, sizeof b, "/s11b-%d", getpid());
    sem_t *x = sem_open(a, O_CREAT, 0600, 1), *y = sem_open(b, O_CREAT, 0600, 1);
    sem_unlink(a); sem_unlink(b);
    if (fork() == 0) { sem_wait(y); usleep(100000); sem_wait(x); _exit(0); }
    sem_wait(x); usleep(100000); sem_wait(y);
    wait(0);
    return 0;
}
