// A program started by posix_spawn waits for a line of the parent, which waits for its output.
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
extern char** environ;
int main(void) {
    int up[2], down[2];
    pid_t child;
    if (pipe(up) != 0 || pipe(down) != 0) return 1;
    posix_spawn_file_actions_t a;
    posix_spawn_file_actions_init(&a);
    posix_spawn_file_actions_adddup2(&a, down[0], 0);
    posix_spawn_file_actions_adddup2(&a, up[1], 1);
    posix_spawn_file_actions_addclose(&a, down[1]);
    posix_spawn_file_actions_addclose(&a, up[0]);
    char* words[] = {"cat", 0};
    if (posix_spawnp(&child, "cat", &a, 0, words, environ) != 0) return 1;
    close(up[1]); close(down[0]);
    struct pollfd f = {up[0], POLLIN, 0};
    poll(&f, 1, -1);
    close(down[1]);
    waitpid(child, 0, 0);
    return 0;
}
