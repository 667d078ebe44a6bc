// The parent selects the child's output and errors, the child reads what the parent has not written.
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    int up[2], down[2], errors[2];
    char c;
    if (pipe(up) != 0 || pipe(down) != 0 || pipe(errors) != 0) return 1;
    if (fork() == 0) {
        close(up[0]); close(down[1]); close(errors[0]);
        if (read(down[0], &c, 1) == 1 && write(up[1], "x", 1) == 1) _exit(0);
        _exit(1);
    }
    close(up[1]); close(down[0]); close(errors[1]);
    fd_set s;
    FD_ZERO(&s); FD_SET(up[0], &s); FD_SET(errors[0], &s);
    select((up[0] > errors[0] ? up[0] : errors[0]) + 1, &s, 0, 0, 0);
    if (write(down[1], "x", 1) != 1) return 1;
    wait(0);
    return 0;
}
