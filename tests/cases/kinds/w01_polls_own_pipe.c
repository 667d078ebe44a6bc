// poll on a pipe into which only the thread itself could write.
#include <poll.h>
#include <unistd.h>
int main(void) {
    int p[2];
    if (pipe(p) != 0) return 1;
    struct pollfd f = {p[0], POLLIN, 0};
    poll(&f, 1, -1);
    return 0;
}
