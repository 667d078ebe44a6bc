// A child of fork exits, and a handler of atexit wants the lock that a thread of the parent had at the fork.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
M(journal);
static sem_t inside, go;
T(writer) { L(journal); sem_post(&inside); sem_wait(&go); U(journal); return 0; }
static void flush(void) { L(journal); U(journal); }
int main(void) {
    pthread_t t;
    sem_init(&inside, 0, 0); sem_init(&go, 0, 0);
    atexit(flush);
    pthread_create(&t, 0, writer, 0);
    sem_wait(&inside);
    pid_t child = fork();
    if (child == 0) exit(0);
    waitpid(child, 0, 0);
    sem_post(&go);
    pthread_join(t, 0);
    return 0;
}
