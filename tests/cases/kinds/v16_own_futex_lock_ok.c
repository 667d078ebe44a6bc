// A lock of the program's own, on the system's futexes, held for a long time.
#include "tests/cases/programs/p.h"
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/syscall.h>
static atomic_int word;
static int count;
static void lock(void) { int c = 0; if (atomic_compare_exchange_strong(&word, &c, 1)) return; if (c != 2) c = atomic_exchange(&word, 2); while (c) { syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 2, 0, 0, 0); c = atomic_exchange(&word, 2); } }
static void unlock(void) { if (atomic_exchange(&word, 0) == 2) syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0); }
T(work) { for (int i = 0; i < 3; ++i) { lock(); ++count; usleep(300000); unlock(); } return 0; }
int main(void) { go3(work, work, work); return count != 9; }
