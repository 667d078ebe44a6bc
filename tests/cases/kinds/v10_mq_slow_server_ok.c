// A server that takes almost a second for each answer, and a client that waits for it.
#include "tests/cases/programs/p.h"
#include <mqueue.h>
#include <sys/wait.h>
int main(void) {
    char q[64], r[64], m[16];
    snprintf(q, sizeof q, "/v10q-%d", getpid()); snprintf(r, sizeof r, "/v10r-%d", getpid());
    struct mq_attr at = {.mq_maxmsg = 1, .mq_msgsize = 16};
    mqd_t ask = mq_open(q, O_RDWR | O_CREAT, 0600, &at), answer = mq_open(r, O_RDWR | O_CREAT, 0600, &at);
    mq_unlink(q); mq_unlink(r);
    if (fork() == 0) { for (int i = 0; i < 2; ++i) { mq_receive(ask, m, 16, 0); usleep(800000); mq_send(answer, "ok", 2, 0); } _exit(0); }
    for (int i = 0; i < 2; ++i) { mq_send(ask, "one", 3, 0); mq_receive(answer, m, 16, 0); }
    int s; wait(&s);
    return s;
}
