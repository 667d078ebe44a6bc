#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <pthread.h>
#include <unistd.h>
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
int main(void) {
    char c;
    int p[2];
    if (pipe(p)) return 1;
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
    for (int i = 0; i < 100; i++) { pthread_mutex_lock(&m); if (write(p[1], "x", 1) != 1 || read(p[0], &c, 1) != 1) syscall(SYS_exit, 2); pthread_mutex_unlock(&m); }
    write(1, "fine\n", 5);
    syscall(SYS_exit, 3);
}
