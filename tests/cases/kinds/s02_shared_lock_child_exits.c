// A child ends with the lock that it shares with its parent.
#include "tests/cases/programs/p.h"
#include <sys/mman.h>
#include <sys/wait.h>
int main(void) {
    pthread_mutex_t* m = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t a; pthread_mutexattr_init(&a); pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(m, &a);
    if (fork() == 0) { pthread_mutex_lock(m); _exit(3); }
    wait(0);
    pthread_mutex_lock(m);
    return 0;
}
