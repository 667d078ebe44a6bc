// The child reads to the end of a pipe whose write end it has itself, too; the parent waits for the child.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
int main(void) {
    int p[2];
    char c;
    if (pipe(p)) return 1;
    pid_t child = fork();
    if (child == 0) { while (read(p[0], &c, 1) > 0) {} return 0; }
    if (write(p[1], "abc", 3) != 3) return 1;
    close(p[0]); close(p[1]);
    waitpid(child, 0, 0);
    return 0;
}
