// The parent reads to the end; the child works for a while without a word, beside a helper that is not recorded.
#include "tests/cases/programs/p.h"
#include <sys/wait.h>
int main(void) {
    FILE* f = popen("sleep 2; echo done", "r"); char b[32];
    if (!fgets(b, sizeof b, f) || strcmp(b, "done\n")) return 1;
    return pclose(f);
}
