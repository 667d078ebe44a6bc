// A named pipe that the child opens a little later, and writes late.
#include "tests/cases/programs/p.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
int main(void) {
    char name[64], c; snprintf(name, sizeof name, "/tmp/o02-%d", getpid());
    if (mkfifo(name, 0600)) return 1;
    if (fork() == 0) { usleep(700000); int w = open(name, O_WRONLY); usleep(700000); _exit(write(w, "x", 1) != 1); }
    int r = open(name, O_RDONLY); unlink(name);
    int bad = read(r, &c, 1) != 1 || read(r, &c, 1) != 0;
    int status; wait(&status);
    return bad || status;
}
