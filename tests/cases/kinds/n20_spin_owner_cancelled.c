#include "tests/cases/programs/p.h"
static pthread_spinlock_t s;
static sem_t inside;
T(holder) { pthread_spin_lock(&s); sem_post(&inside); pause(); pthread_spin_unlock(&s); return 0; }
int main(void) {
    pthread_t t;
    sem_init(&inside, 0, 0);
    pthread_spin_init(&s, 0);
    pthread_create(&t, 0, holder, 0);
    sem_wait(&inside);
    pthread_cancel(t);
    pthread_join(t, 0);
    pthread_spin_lock(&s);
    return 0;
}
