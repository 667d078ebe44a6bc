// An eventfd that is read twice and written once.
#include "tests/cases/programs/p.h"
#include <sys/eventfd.h>
static int e;
T(w) { uint64_t v; if (read(e, &v, 8) != 8) return 0; if (read(e, &v, 8) != 8) return 0; return 0; }
int main(void) { pthread_t t; uint64_t one = 1; e = eventfd(0, 0); pthread_create(&t, 0, w, 0); if (write(e, &one, 8) != 8) return 1; pthread_join(t, 0); return 0; }
