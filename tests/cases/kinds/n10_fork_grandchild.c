// The lock of a cache is held by a thread while main forks; the child's child needs it.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
M(cache);
static sem_t inside, finish;
T(keeper) { L(cache); sem_post(&inside); sem_wait(&finish); U(cache); return 0; }
int main(void) {
    pthread_t t;
    sem_init(&inside, 0, 0); sem_init(&finish, 0, 0);
    pthread_create(&t, 0, keeper, 0);
    sem_wait(&inside);
    pid_t child = fork();
    if (child == 0) {
        pid_t second = fork();
        if (second == 0) { L(cache); U(cache); _exit(0); }
        int status; waitpid(second, &status, 0);
        _exit(0);
    }
    sem_post(&finish);
    pthread_join(t, 0);
    int status; waitpid(child, &status, 0);
    return 0;
}
