#include "tests/cases/programs/p.h"
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
int main(void) {
    int set = semget(IPC_PRIVATE, 1, 0600);
    semctl(set, 0, SETVAL, 1);
    struct sembuf take = {0, -1, 0};
    if (fork() == 0) { semop(set, &take, 1); _exit(0); } // ends without giving back
    wait(0);
    int limit = 0; (void)limit;
    semop(set, &take, 1);
    semctl(set, 0, IPC_RMID);
    return 0;
}
