// A server answers when it has two requests, and its only client sends one and waits for the answer.
#include "tests/cases/programs/p.h"
#include <mqueue.h>
#include <sys/wait.h>
int main(void) {
    char q[64], r[64], m[16];
    snprintf(q, sizeof q, "/u06q-%d", getpid()); snprintf(r, sizeof r, "/u06r-%d", getpid());
    struct mq_attr at = {.mq_maxmsg = 4, .mq_msgsize = 16};
    mqd_t ask = mq_open(q, O_RDWR | O_CREAT, 0600, &at), answer = mq_open(r, O_RDWR | O_CREAT, 0600, &at);
    mq_unlink(q); mq_unlink(r);
    if (fork() == 0) { mq_receive(ask, m, 16, 0); mq_receive(ask, m, 16, 0); mq_send(answer, "ok", 2, 0); _exit(0); }
    mq_send(ask, "one", 3, 0);
    mq_receive(answer, m, 16, 0);
    wait(0);
    return 0;
}
