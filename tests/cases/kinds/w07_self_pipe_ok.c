// A daemon that polls its own pipe, into which its handler of SIGTERM writes; the signal comes from another program.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static int p[2];
static void term(int s) { (void)s; if (write(p[1], "x", 1) != 1) _exit(2); }
int main(void) {
    char words[64];
    if (pipe(p) != 0) return 1;
    signal(SIGTERM, term);
    snprintf(words, sizeof words, "(sleep 3; kill -TERM %d) </dev/null >/dev/null 2>&1 & exit 0", (int)getpid());
    unsetenv("LD_PRELOAD"); // the shell is none of the program's: as an administrator's
    if (system(words) != 0) return 1;
    struct pollfd f = {p[0], POLLIN, 0};
    while (poll(&f, 1, -1) < 0) {}
    return 0;
}
