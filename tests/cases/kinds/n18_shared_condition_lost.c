#include "tests/cases/programs/p.h"
#include <sys/mman.h>
#include <sys/wait.h>
struct shared { pthread_mutex_t m; pthread_cond_t c; };
int main(void) {
    struct shared* s = mmap(0, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t ma; pthread_condattr_t ca;
    pthread_mutexattr_init(&ma); pthread_mutexattr_setpshared(&ma, PTHREAD_PROCESS_SHARED);
    pthread_condattr_init(&ca); pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&s->m, &ma); pthread_cond_init(&s->c, &ca);
    L(s->m); pthread_cond_signal(&s->c); U(s->m); // the child is not there yet
    if (fork() == 0) { L(s->m); pthread_cond_wait(&s->c, &s->m); U(s->m); _exit(0); }
    wait(0);
    return 0;
}
