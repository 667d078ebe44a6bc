// A program that ends its children itself, by name and by group: no news.
#include "p.h"
#include <signal.h>
#include <sys/wait.h>
int main() { pid_t one = fork(); if (one == 0) for (;;) pause();
    pid_t two = fork(); if (two == 0) { setpgid(0, 0); for (;;) pause(); }
    setpgid(two, two); kill(one, SIGTERM); kill(-two, SIGKILL); int a, b; waitpid(one, &a, 0); waitpid(two, &b, 0);
    return WTERMSIG(a) == SIGTERM && WTERMSIG(b) == SIGKILL ? 0 : 1; }
