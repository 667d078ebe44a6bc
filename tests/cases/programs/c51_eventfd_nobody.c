// The thread that would have written has ended before it did.
#include "p.h"
#include <sys/eventfd.h>
static int e;
T(writer) { if (getenv("BRAID_NEVER")) eventfd_write(e, 1); return 0; }
T(reader) { uint64_t v; eventfd_read(e, &v); return 0; }
int main() { e = eventfd(0, 0); go2(writer, reader); }
