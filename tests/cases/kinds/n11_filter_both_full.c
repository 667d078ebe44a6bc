// A program writes everything to a filter before it reads what the filter writes.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
int main(void) {
    int to[2], from[2];
    static char block[65536];
    if (pipe(to) || pipe(from)) return 1;
    pid_t child = fork();
    if (child == 0) {
        close(to[1]); close(from[0]);
        ssize_t n;
        while ((n = read(to[0], block, sizeof block)) > 0) if (write(from[1], block, n) != n) return 1;
        return 0;
    }
    close(to[0]); close(from[1]);
    for (int i = 0; i < 16; i++) if (write(to[1], block, sizeof block) < 0) return 1;
    close(to[1]);
    while (read(from[0], block, sizeof block) > 0) {}
    waitpid(child, 0, 0);
    return 0;
}
