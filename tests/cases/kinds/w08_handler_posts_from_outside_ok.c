// main waits for a semaphore that only the handler of SIGUSR1 posts; the signal comes from another program.
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static sem_t stop;
static void user(int s) { (void)s; sem_post(&stop); }
int main(void) {
    char words[64];
    sem_init(&stop, 0, 0);
    signal(SIGUSR1, user);
    snprintf(words, sizeof words, "(sleep 3; kill -USR1 %d) </dev/null >/dev/null 2>&1 & exit 0", (int)getpid());
    unsetenv("LD_PRELOAD"); // the shell is none of the program's: as an administrator's
    if (system(words) != 0) return 1;
    while (sem_wait(&stop) != 0) {}
    return 0;
}
