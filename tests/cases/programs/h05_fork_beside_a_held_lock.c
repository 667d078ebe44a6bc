// Forks while another thread holds the lock of the log. The child does not log, this time.
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;
static int ready[2];
static void *logs(void *x) {
    pthread_mutex_lock(&log_lock);
    write(ready[1], "x", 1);
    usleep(200000);
    pthread_mutex_unlock(&log_lock);
    return x;
}
int main() {
    pthread_t t;
    char c;
    pipe(ready);
    pthread_create(&t, 0, logs, 0);
    read(ready[0], &c, 1);
    if (fork() == 0)
        _exit(0);
    wait(0);
    pthread_join(t, 0);
}
