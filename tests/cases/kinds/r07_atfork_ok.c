// The handlers of pthread_atfork carry the lock over the fork.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
#include <stdatomic.h>
M(logm);
static atomic_int stop;
static void take(void) { L(logm); }
static void give(void) { U(logm); }
T(logs) { while (!stop) { L(logm); usleep(100); U(logm); usleep(10); } return 0; }
int main(void) {
    pthread_t t;
    pthread_atfork(take, give, give);
    pthread_create(&t, 0, logs, 0);
    int bad = 0;
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        if (child == 0) { L(logm); U(logm); _exit(0); }
        int status; waitpid(child, &status, 0);
        bad |= status;
    }
    stop = 1;
    pthread_join(t, 0);
    return bad != 0;
}
