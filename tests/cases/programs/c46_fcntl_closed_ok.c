// truth: OK  POSIX fcntl(2): closing any descriptor of a file gives its locks back, so the parent does not wait for a child that waits for it
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static void *go_on(void *child) { usleep(300000); kill((pid_t)(long)child, SIGCONT); return 0; }
int main(void) { char n[] = "/tmp/c46XXXXXX"; int a = mkstemp(n); struct flock l = {.l_type = F_WRLCK}; fcntl(a, F_SETLKW, &l);
    pid_t p = fork(); if (p == 0) { int b = open(n, O_RDWR); unlink(n); _exit(fcntl(b, F_SETLKW, &l) != 0); }
    usleep(100000); kill(p, SIGSTOP); close(a); /* the child has the lock now, but cannot say so yet */
    pthread_t t; pthread_create(&t, 0, go_on, (void *)(long)p); int s; waitpid(p, &s, 0); pthread_join(t, 0); printf("%d\n", WEXITSTATUS(s)); return WEXITSTATUS(s); }
