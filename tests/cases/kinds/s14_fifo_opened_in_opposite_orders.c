// Two named pipes, opened in opposite orders: each open waits for the other side.
#include "tests/cases/programs/p.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
int main(void) {
    char a[64], b[64];
    snprintf(a, sizeof a, "/tmp/s14a-%d", getpid()); snprintf(b, sizeof b, "/tmp/s14b-%d", getpid());
    if (mkfifo(a, 0600) || mkfifo(b, 0600)) return 1;
    if (fork() == 0) { int r = open(b, O_RDONLY), w = open(a, O_WRONLY); return r < 0 || w < 0; }
    int r = open(a, O_RDONLY), w = open(b, O_WRONLY);
    wait(0);
    return r < 0 || w < 0;
}
