// Server and client over a Unix socket with a name; the server takes its time.
#include "tests/cases/programs/p.h"
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
int main(void) {
    struct sockaddr_un u = {AF_UNIX}; char c; snprintf(u.sun_path, sizeof u.sun_path, "/tmp/o03-%d", getpid());
    int l = socket(AF_UNIX, SOCK_STREAM, 0); if (bind(l, (void*)&u, sizeof u) || listen(l, 1)) return 1;
    if (fork() == 0) { close(l); int s = socket(AF_UNIX, SOCK_STREAM, 0); if (connect(s, (void*)&u, sizeof u)) return 1; int bad = write(s, "q", 1) != 1 || read(s, &c, 1) != 1 || read(s, &c, 1) != 0; _exit(bad); }
    int s = accept(l, 0, 0); unlink(u.sun_path);
    int bad = read(s, &c, 1) != 1; usleep(900000); bad |= write(s, "a", 1) != 1; usleep(600000); close(s);
    int status; wait(&status); return bad || status;
}
