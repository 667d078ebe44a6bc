// Two processes take two semaphores of one set in opposite order.
#include "p.h"
#include <sched.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
static int set;
static void change(int number, int by) { struct sembuf s = {number, by, SEM_UNDO}; semop(set, &s, 1); }
int main() { if (unshare(CLONE_NEWIPC)) unshare(CLONE_NEWUSER | CLONE_NEWIPC); // nothing is left behind
   
    set = semget(IPC_PRIVATE, 2, 0600);
    for (int i = 0; i < 2; i++) semctl(set, i, SETVAL, 1);
    int go[2]; if (pipe(go)) return 1;
    if (fork() == 0) { char c; change(1, -1); write(go[1], "x", 1); usleep(50000); change(0, -1); _exit(0); }
    change(0, -1); char c; read(go[0], &c, 1); semctl(set, 0, GETVAL);
    change(1, -1); wait(0); semctl(set, 0, IPC_RMID); }
