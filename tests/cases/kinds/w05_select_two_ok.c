// select over two pipes, into which a thread writes by turns.
#include <pthread.h>
#include <sys/select.h>
#include <unistd.h>
static int a[2], b[2];
static void* writes(void* x) {
    for (int i = 0; i < 6; i++) {
        usleep(50000);
        if (write(i % 2 ? a[1] : b[1], "x", 1) != 1) return 0;
    }
    return x;
}
int main(void) {
    pthread_t t;
    char c;
    int n = 0;
    if (pipe(a) != 0 || pipe(b) != 0) return 1;
    pthread_create(&t, 0, writes, 0);
    while (n < 6) {
        fd_set s;
        FD_ZERO(&s); FD_SET(a[0], &s); FD_SET(b[0], &s);
        select(b[0] + 1, &s, 0, 0, 0);
        if (FD_ISSET(a[0], &s)) n += (int)read(a[0], &c, 1);
        if (FD_ISSET(b[0], &s)) n += (int)read(b[0], &c, 1);
    }
    pthread_join(t, 0);
    return n != 6;
}
