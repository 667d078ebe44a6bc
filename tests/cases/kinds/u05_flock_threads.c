// Two threads, two lock files, opposite orders.
#include "tests/cases/programs/p.h"
#include <sys/file.h>
static char a[64], b[64];
static pthread_barrier_t both;
static void take(const char* first, const char* second) {
    int x = open(first, O_RDWR | O_CREAT, 0600), y = open(second, O_RDWR | O_CREAT, 0600);
    flock(x, LOCK_EX);
    pthread_barrier_wait(&both);
    flock(y, LOCK_EX);
    close(y); close(x);
}
T(one) { take(a, b); return 0; }
T(two) { take(b, a); return 0; }
int main(void) {
    snprintf(a, sizeof a, "/tmp/u05a-%d", getpid()); snprintf(b, sizeof b, "/tmp/u05b-%d", getpid());
    pthread_barrier_init(&both, 0, 2);
    go2(one, two);
    return 0;
}
