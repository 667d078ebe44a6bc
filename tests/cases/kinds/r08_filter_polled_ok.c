#include "tests/cases/programs/p.h"
#include <sys/wait.h>
int main(void) {
    int to[2], from[2];
    static char block[65536];
    if (pipe(to) || pipe(from)) return 1;
    pid_t child = fork();
    if (child == 0) {
        close(to[1]); close(from[0]);
        ssize_t n;
        while ((n = read(to[0], block, sizeof block)) > 0) for (ssize_t w = 0; w < n;) w += write(from[1], block + w, n - w);
        return 0;
    }
    close(to[0]); close(from[1]);
    fcntl(to[1], F_SETFL, O_NONBLOCK);
    long left = 1 << 20, got = 0;
    struct pollfd p[2] = {{to[1], POLLOUT, 0}, {from[0], POLLIN, 0}};
    while (got < 1 << 20) {
        poll(p, 2, -1);
        if (p[0].fd >= 0 && (p[0].revents & POLLOUT)) {
            ssize_t n = write(to[1], block, left < 65536 ? left : 65536);
            if (n > 0) left -= n;
            if (left == 0) { close(to[1]); p[0].fd = -1; }
        }
        if (p[1].revents & (POLLIN | POLLHUP)) { ssize_t n = read(from[0], block, sizeof block); if (n <= 0) break; got += n; }
    }
    waitpid(child, 0, 0);
    printf("%ld\n", got);
    return 0;
}
