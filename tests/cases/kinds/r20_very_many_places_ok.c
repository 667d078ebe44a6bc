// 70 000 places where one lock is taken or given back.
#include <pthread.h>
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
#if defined(__x86_64__)
__asm__(".text\n"
        "all:\n push %rbx\n"
        ".rept 35000\n lea m(%rip), %rdi\n call pthread_mutex_lock@PLT\n lea m(%rip), %rdi\n call pthread_mutex_unlock@PLT\n .endr\n"
        " pop %rbx\n ret\n");
void all(void);
int main(void) {
    all();
    return 0;
}
#else
int main(void) { return 77; }
#endif
