// What the tests of recording in the window record. The first argument says what it does.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t both;

static void* crossed(void* unused) {
    (void)unused;
    pthread_mutex_lock(&second);
    pthread_barrier_wait(&both);
    pthread_mutex_lock(&first);
    return NULL;
}

static void deadlock(void) {
    pthread_t thread;
    pthread_barrier_init(&both, NULL, 2);
    pthread_create(&thread, NULL, crossed, NULL);
    pthread_mutex_lock(&first);
    pthread_barrier_wait(&both);
    pthread_mutex_lock(&second);
}

static void* turn(void* unused) {
    (void)unused;
    pthread_mutex_lock(&first);
    pthread_mutex_unlock(&first);
    return NULL;
}

static void many(void) {
    enum { Threads = 200 };
    pthread_t all[Threads];
    for (int i = 0; i < Threads; ++i)
        pthread_create(&all[i], NULL, turn, NULL);
    for (int i = 0; i < Threads; ++i)
        pthread_join(all[i], NULL);
}

static void echo(void) {
    char line[256];
    printf("say something: ");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL)
        printf("you said %s", line);
    printf("no more\n");
}

static void onInterrupt(int signal) {
    (void)signal;
    static const char text[] = "interrupted\n";
    if (write(STDOUT_FILENO, text, sizeof text - 1) < 0)
        _exit(1);
    _exit(5);
}

int main(int count, char** words) {
    const char* what = count > 1 ? words[1] : "";
    if (strcmp(what, "deadlock") == 0) {
        printf("begins\n"); // which nothing flushes but a terminal
        deadlock();
    } else if (strcmp(what, "echo") == 0) {
        echo();
        return 3;
    } else if (strcmp(what, "crash") == 0) {
        abort();
    } else if (strcmp(what, "many") == 0) {
        many();
    } else if (strcmp(what, "much") == 0) {
        for (int i = 0; i < 1000000; ++i)
            printf("line %d\n", i);
    } else if (strcmp(what, "patient") == 0) {
        signal(SIGINT, onInterrupt);
        printf("waits\n");
        for (;;)
            pause();
    } else if (strcmp(what, "stubborn") == 0) {
        signal(SIGINT, SIG_IGN);
        signal(SIGTERM, SIG_IGN);
        printf("waits\n");
        for (;;)
            pause();
    } else if (strcmp(what, "where") == 0) {
        char folder[4096];
        printf("in %s, %s\n", getcwd(folder, sizeof folder), getenv("SUBJECT"));
    } else {
        for (int i = 1; i < count; ++i)
            printf("[%s]\n", words[i]);
    }
    return 0;
}
