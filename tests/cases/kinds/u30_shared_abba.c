// Two processes, two mutexes in shared memory, opposite orders.
#include "tests/cases/programs/p.h"
#include <sys/mman.h>
#include <sys/wait.h>
struct both { pthread_mutex_t from, to; sem_t a, b; };
int main(void) {
    struct both* s = mmap(0, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t at;
    pthread_mutexattr_init(&at);
    pthread_mutexattr_setpshared(&at, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&s->from, &at); pthread_mutex_init(&s->to, &at);
    sem_init(&s->a, 1, 0); sem_init(&s->b, 1, 0);
    pid_t child = fork();
    if (child == 0) {
        pthread_mutex_lock(&s->to); sem_post(&s->a); sem_wait(&s->b);
        pthread_mutex_lock(&s->from);
        _exit(0);
    }
    pthread_mutex_lock(&s->from); sem_post(&s->b); sem_wait(&s->a);
    pthread_mutex_lock(&s->to);
    pthread_mutex_unlock(&s->to); pthread_mutex_unlock(&s->from);
    waitpid(child, 0, 0);
    return 0;
}
