// Three children and a semaphore of System V as their lock.
#include "tests/cases/programs/p.h"
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
int main(void) {
    int set = semget(IPC_PRIVATE, 1, 0600); semctl(set, 0, SETVAL, 1);
    for (int i = 0; i < 3; i++) if (fork() == 0) { for (int k = 0; k < 5; k++) { struct sembuf take = {0, -1, SEM_UNDO}, give = {0, 1, SEM_UNDO}; semop(set, &take, 1); usleep(60000); semop(set, &give, 1); } _exit(0); }
    for (int i = 0; i < 3; i++) wait(0);
    semctl(set, 0, IPC_RMID); return 0;
}
