#include <dlfcn.h>
int main(void) { return dlopen("./n25_lib.so", RTLD_NOW) == 0; }
