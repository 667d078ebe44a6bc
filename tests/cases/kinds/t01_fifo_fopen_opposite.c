// Two named pipes, opened by stdio in opposite orders: each fopen waits for the other side.
#include "tests/cases/programs/p.h"
#include <sys/stat.h>
#include <sys/wait.h>
int main(void) {
    char a[64], b[64];
    snprintf(a, sizeof a, "/tmp/t01a-%d", getpid()); snprintf(b, sizeof b, "/tmp/t01b-%d", getpid());
    if (mkfifo(a, 0600) || mkfifo(b, 0600)) return 1;
    if (fork() == 0) { FILE *r = fopen(b, "r"), *w = fopen(a, "w"); return !r || !w; }
    FILE *r = fopen(a, "r"), *w = fopen(b, "w");
    wait(0);
    return !r || !w;
}
