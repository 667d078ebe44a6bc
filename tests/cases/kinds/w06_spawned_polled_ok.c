// A slow program started by posix_spawn, whose output is polled until it ends.
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
extern char** environ;
int main(void) {
    int p[2], n = 0, status;
    pid_t child;
    char c[8];
    if (pipe(p) != 0) return 1;
    posix_spawn_file_actions_t a;
    posix_spawn_file_actions_init(&a);
    posix_spawn_file_actions_adddup2(&a, p[1], 1);
    posix_spawn_file_actions_addclose(&a, p[0]);
    char* words[] = {"sh", "-c", "sleep 1; echo hi; sleep 1; echo ho", 0};
    if (posix_spawnp(&child, "sh", &a, 0, words, environ) != 0) return 1;
    close(p[1]);
    struct pollfd f = {p[0], POLLIN, 0};
    for (ssize_t got; poll(&f, 1, -1) > 0 && (got = read(p[0], c, sizeof c)) > 0;) n += (int)got;
    waitpid(child, &status, 0);
    return n != 6 || status != 0;
}
