// Server and client over a Unix socket with a name; both read first.
#include "tests/cases/programs/p.h"
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
int main(void) {
    struct sockaddr_un u = {AF_UNIX}; char c; snprintf(u.sun_path, sizeof u.sun_path, "/tmp/w17-%d", getpid());
    int l = socket(AF_UNIX, SOCK_STREAM, 0); if (bind(l, (void*)&u, sizeof u) || listen(l, 1)) return 1;
    if (fork() == 0) { close(l); int s = socket(AF_UNIX, SOCK_STREAM, 0); if (connect(s, (void*)&u, sizeof u)) return 1; return read(s, &c, 1) < 0; }
    int s = accept(l, 0, 0); unlink(u.sun_path); if (read(s, &c, 1) < 0) return 1; wait(0); return 0;
}
