// The parent waits by epoll until its child hangs up, which takes almost a second.
#include "tests/cases/programs/p.h"
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
int main(void) {
    int s[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    if (fork() == 0) { close(s[0]); usleep(900000); _exit(0); }
    close(s[1]);
    int e = epoll_create1(0);
    struct epoll_event ev = {.events = EPOLLIN, .data.fd = s[0]};
    epoll_ctl(e, EPOLL_CTL_ADD, s[0], &ev);
    int n = epoll_wait(e, &ev, 1, -1);
    wait(0);
    return n != 1 || !(ev.events & EPOLLHUP);
}
