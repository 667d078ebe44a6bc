// Parent and child send each other a megabyte before they read.
#include "tests/cases/programs/p.h"
#include <sys/socket.h>
#include <sys/wait.h>
static char block[1 << 20];
static void exchange(int s) {
    for (size_t done = 0; done < sizeof block;) { ssize_t n = send(s, block + done, sizeof block - done, 0); if (n <= 0) _exit(1); done += n; }
    for (size_t got = 0; got < sizeof block;) { ssize_t n = recv(s, block, sizeof block, 0); if (n <= 0) _exit(1); got += n; }
}
int main(void) {
    int s[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    pid_t child = fork();
    close(s[child == 0]);
    exchange(s[child != 0]);
    if (child) wait(0);
    return 0;
}
