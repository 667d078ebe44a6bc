// Messages of both families and permits of both directions between processes: all is well.
#include "p.h"
#include <mqueue.h>
#include <sys/eventfd.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/wait.h>
struct message { long type; char text[8]; };
int main() { char name[32]; snprintf(name, sizeof name, "/braid-c50-%d", (int)getpid());
    struct mq_attr a = {0, 2, 8, 0}; mqd_t q = mq_open(name, O_CREAT | O_RDWR, 0600, &a); mq_unlink(name);
    int m = msgget(IPC_PRIVATE, 0600), s = semget(IPC_PRIVATE, 1, 0600), e = eventfd(0, 0);
    semctl(s, 0, SETVAL, 0);
    if (fork() == 0) { struct message x = {1, "hello"};
        for (int i = 0; i < 5; i++) mq_send(q, "hello", 6, 0);
        for (int i = 0; i < 5; i++) { usleep(2000); msgsnd(m, &x, 8, 0); }
        struct sembuf up = {0, 2, 0}; usleep(5000); semop(s, &up, 1);
        usleep(5000); eventfd_write(e, 3); _exit(0); }
    char text[8]; struct message x; int n = 0; uint64_t v = 0;
    for (int i = 0; i < 5; i++) { usleep(1000); n += mq_receive(q, text, 8, 0) == 6; }
    for (int i = 0; i < 5; i++) n += msgrcv(m, &x, 8, 0, 0) == 8;
    struct sembuf down = {0, -1, SEM_UNDO}; semop(s, &down, 1); semop(s, &down, 1);
    eventfd_read(e, &v); wait(0); msgctl(m, IPC_RMID, 0); semctl(s, 0, IPC_RMID);
    printf("%d %d\n", n, (int)v); return n == 10 && v == 3 ? 0 : 1; }
