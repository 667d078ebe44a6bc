// The parent waits for the end of a child that waits for a byte from the parent.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
int main(void) {
    int p[2]; if (pipe(p)) return 1;
    pid_t child = fork();
    if (child == 0) { char c; close(p[1]); return read(p[0], &c, 1) != 1; }
    close(p[0]);
    waitpid(child, 0, 0);
    return write(p[1], "x", 1) != 1;
}
