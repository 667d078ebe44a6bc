// A worker process is killed with the robust lock; the next ones wait for it, recover it and go on.
#include "tests/cases/programs/p.h"
#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
struct board { pthread_mutex_t lock; int recovered; };
int main(void) {
    struct board* b = mmap(0, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t a;
    pthread_mutexattr_init(&a);
    pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&b->lock, &a);
    int up[2]; char c;
    pipe(up);
    pid_t holder = fork();
    if (holder == 0) { pthread_mutex_lock(&b->lock); write(up[1], "x", 1); for (;;) pause(); }
    read(up[0], &c, 1);
    for (int i = 0; i < 2; ++i)
        if (fork() == 0) {
            int e = pthread_mutex_lock(&b->lock);
            if (e == EOWNERDEAD) { b->recovered++; pthread_mutex_consistent(&b->lock); }
            usleep(300000);
            pthread_mutex_unlock(&b->lock);
            _exit(0);
        }
    usleep(900000);
    kill(holder, SIGKILL);
    for (int i = 0; i < 3; ++i) wait(0);
    return b->recovered != 1;
}
