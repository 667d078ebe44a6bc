// poll on two pipes with a lock held, which the one who would write into them waits for.
#include "tests/cases/programs/p.h"
#include <poll.h>
#include <unistd.h>
M(m);
static int a[2], b[2];
T(writes) { L(m); if (write(a[1], "x", 1) != 1) return 0; U(m); return 0; }
int main(void) {
    pthread_t t;
    if (pipe(a) != 0 || pipe(b) != 0) return 1;
    L(m);
    pthread_create(&t, 0, writes, 0);
    struct pollfd f[2] = {{a[0], POLLIN, 0}, {b[0], POLLIN, 0}};
    poll(f, 2, -1);
    U(m);
    pthread_join(t, 0);
    return 0;
}
