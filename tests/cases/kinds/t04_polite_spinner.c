// A livelock: main has the lock and joins a thread that tries for it again and again, with a pause between.
#include "tests/cases/programs/p.h"
M(config);
T(reload) { while (pthread_mutex_trylock(&config)) usleep(10000); U(config); return 0; }
int main(void) {
    pthread_t t;
    L(config);
    pthread_create(&t, 0, reload, 0);
    pthread_join(t, 0);
    U(config);
    return 0;
}
