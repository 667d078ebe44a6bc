// Reads a command's output to its end; the command left a daemon that keeps the pipe and waits for a lock of this process.
#include "tests/cases/programs/p.h"
#include <sys/file.h>
#include <sys/wait.h>
int main(void) {
    int p[2];
    char c, name[64];
    snprintf(name, sizeof name, "/tmp/kindsd-%d.lock", getpid());
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    flock(fd, LOCK_EX);
    if (pipe(p)) return 1;
    if (fork() == 0) {
        close(p[0]); close(fd);
        if (fork() == 0) { setsid(); int d = open(name, O_RDWR); flock(d, LOCK_EX); return 0; }
        return 0;
    }
    close(p[1]);
    while (read(p[0], &c, 1) > 0) {}
    flock(fd, LOCK_UN);
    wait(0);
    unlink(name);
    return 0;
}
