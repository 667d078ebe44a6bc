// stdio: a program reads its helper's answer with fgets while the helper waits for the end of its input.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
int main(void) {
    int to[2], from[2];
    if (pipe(to) || pipe(from)) return 1;
    if (fork() == 0) {
        dup2(to[0], 0); dup2(from[1], 1);
        close(to[0]); close(to[1]); close(from[0]); close(from[1]);
        execlp("sort", "sort", (char*)0);
        _exit(127);
    }
    close(to[0]); close(from[1]);
    FILE* out = fdopen(to[1], "w");
    FILE* in = fdopen(from[0], "r");
    char line[64];
    fprintf(out, "b\na\n"); fflush(out);
    if (fgets(line, sizeof line, in)) puts(line);
    fclose(out);
    wait(0);
    return 0;
}
