// The loop's wake-up pipe is full, and the only one who reads it is the one who writes.
#include "tests/cases/programs/p.h"
int main(void) {
    int p[2];
    if (pipe(p)) return 1;
    for (int i = 0; i < 100000; i++) if (write(p[1], "w", 1) != 1) return 1;
    return 0;
}
