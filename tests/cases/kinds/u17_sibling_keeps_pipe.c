// The second filter has inherited the end of the first one's pipe, so that the first never sees the end of its input.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
static pid_t filter(int* to) {
    int p[2];
    pipe(p);
    pid_t pid = fork();
    if (pid == 0) { dup2(p[0], 0); close(p[0]); close(p[1]); execl("/bin/cat", "cat", (char*)0); _exit(127); }
    close(p[0]);
    *to = p[1];
    return pid;
}
int main(void) {
    int one, two;
    pid_t first = filter(&one), second = filter(&two);
    write(one, "x", 1);
    close(one);
    waitpid(first, 0, 0);
    close(two);
    waitpid(second, 0, 0);
    return 0;
}
