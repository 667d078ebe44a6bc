#include "tests/cases/programs/p.h"
#include <errno.h>
T(joins_itself) { return (void*)(long)pthread_join(pthread_self(), 0); }
int main(void) {
    pthread_t t;
    void* result;
    pthread_create(&t, 0, joins_itself, 0);
    pthread_join(t, &result);
    return (long)result != EDEADLK;
}
