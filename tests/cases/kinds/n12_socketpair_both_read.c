#include "tests/cases/programs/p.h"
#include <sys/socket.h>
#include <sys/wait.h>
static int talk(int fd) {
    char c;
    if (recv(fd, &c, 1, 0) != 1) return 1;
    return send(fd, "x", 1, 0) != 1;
}
int main(void) {
    int s[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, s)) return 1;
    pid_t child = fork();
    if (child == 0) { close(s[0]); return talk(s[1]); }
    close(s[1]);
    int result = talk(s[0]);
    waitpid(child, 0, 0);
    return result;
}
