// Runs a command that wants the lock file that this process holds.
#include "tests/cases/programs/p.h"
#include <sys/file.h>
int main(void) {
    char name[64], command[128];
    snprintf(name, sizeof name, "/tmp/kinds-%d.lock", getpid());
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    flock(fd, LOCK_EX);
    snprintf(command, sizeof command, "flock %s true", name);
    int status = system(command);
    unlink(name);
    return status;
}
