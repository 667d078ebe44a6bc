#include "tests/cases/programs/p.h"
#include <sys/file.h>
#include <sys/wait.h>
static void both(const char* first, const char* second, int tell, int hear) {
    char c = 'x';
    int a = open(first, O_RDWR | O_CREAT, 0600), b = open(second, O_RDWR | O_CREAT, 0600);
    flock(a, LOCK_EX);
    if (write(tell, &c, 1) != 1 || read(hear, &c, 1) != 1) _exit(2);
    flock(b, LOCK_EX);
    _exit(0);
}
int main(void) {
    int p[2], q[2];
    char a[64], b[64];
    snprintf(a, sizeof a, "/tmp/braid-flock-a-%d", getpid());
    snprintf(b, sizeof b, "/tmp/braid-flock-b-%d", getpid());
    if (pipe(p) || pipe(q)) return 1;
    if (fork() == 0) both(a, b, p[1], q[0]);
    if (fork() == 0) both(b, a, q[1], p[0]);
    wait(0); wait(0);
    return 0;
}
