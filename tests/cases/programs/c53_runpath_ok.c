// Opens a library by its name alone: the loader searches what the program names as its RUNPATH.
#include "p.h"
#include <dlfcn.h>
int main() { void* library = dlopen("c53_lib.so", RTLD_NOW); int (*answer)(void) = library ? dlsym(library, "answer") : 0;
    printf("%s\n", answer ? "found" : dlerror()); return answer && answer() == 42 ? 0 : 1; }
