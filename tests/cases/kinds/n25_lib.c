#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
static sem_t up;
static void* run(void* arg) { dlopen("libm.so.6", RTLD_NOW); sem_post(&up); return 0; }
__attribute__((constructor)) static void begin(void) {
    pthread_t t;
    sem_init(&up, 0, 0);
    pthread_create(&t, 0, run, 0);
    sem_wait(&up);
}
