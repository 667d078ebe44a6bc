// A named pipe that stdio opens late, writes late and reads to its end, line by line.
#include "tests/cases/programs/p.h"
#include <sys/stat.h>
#include <sys/wait.h>
int main(void) {
    char name[64], line[64]; snprintf(name, sizeof name, "/tmp/t02-%d", getpid());
    if (mkfifo(name, 0600)) return 1;
    if (fork() == 0) {
        usleep(700000);
        FILE* w = fopen(name, "w");
        for (int i = 0; i < 3; ++i) { usleep(400000); fprintf(w, "line %d\n", i); fflush(w); }
        return fclose(w) != 0;
    }
    FILE* r = fopen(name, "r");
    unlink(name);
    int lines = 0, status;
    while (fgets(line, sizeof line, r)) ++lines;
    fclose(r);
    wait(&status);
    printf("%d lines\n", lines);
    return lines != 3 || status;
}
