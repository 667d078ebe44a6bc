// A lock of flock goes back with the last descriptor that its open file has.
#include "p.h"
#include <sys/file.h>
#include <sys/wait.h>
int main() { char path[] = "/tmp/braid-c52-XXXXXX"; int f = mkstemp(path), twin = dup(f), ready[2]; if (pipe(ready)) return 1;
    flock(f, LOCK_EX);
    pid_t child = fork();
    if (child == 0) { close(f); close(twin); close(ready[0]); int g = open(path, O_RDWR); write(ready[1], "x", 1); flock(g, LOCK_EX); close(ready[1]); usleep(100000); _exit(0); }
    close(ready[1]); char c; read(ready[0], &c, 1); usleep(20000);
    close(f); usleep(20000); close(twin); while (read(ready[0], &c, 1) > 0) ;
    int h = open(path, O_RDWR); flock(h, LOCK_EX); close(h); waitpid(child, 0, 0); unlink(path); return 0; }
