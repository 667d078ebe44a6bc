// A message is put into a full queue under the lock that the one who empties it wants first.
#include "tests/cases/programs/p.h"
#include <sys/ipc.h>
#include <sys/msg.h>
M(state);
static int q;
static struct { long type; char text[4096]; } big = {1, ""};
T(drain) { usleep(200000); for (int i = 0; i < 100; ++i) { struct { long type; char text[4096]; } got; L(state); msgrcv(q, &got, 4096, 0, 0); U(state); } return 0; }
T(fill) { for (int i = 0; i < 100; ++i) { L(state); msgsnd(q, &big, 4096, 0); U(state); } return 0; }
int main(void) { q = msgget(IPC_PRIVATE, 0600); go2(fill, drain); msgctl(q, IPC_RMID, 0); return 0; }
