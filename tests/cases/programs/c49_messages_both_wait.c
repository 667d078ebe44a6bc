// Each of two threads waits for a message of the other before it sends its own.
#include "p.h"
#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
struct message { long type; char text[8]; };
static int asked, told;
T(server) { struct message m; msgrcv(asked, &m, 8, 0, 0); m.type = 1; msgsnd(told, &m, 8, 0); return 0; }
T(client) { struct message m; msgrcv(told, &m, 8, 0, 0); m.type = 1; msgsnd(asked, &m, 8, 0); return 0; }
int main() { if (unshare(CLONE_NEWIPC)) unshare(CLONE_NEWUSER | CLONE_NEWIPC); // nothing is left behind
    asked = msgget(IPC_PRIVATE, 0600); told = msgget(IPC_PRIVATE, 0600);
    struct message m = {1, "go"}; msgsnd(told, &m, 8, 0); msgrcv(told, &m, 8, 0, 0);
    msgctl(asked, IPC_STAT, (struct msqid_ds[1]){}); go2(server, client); }
