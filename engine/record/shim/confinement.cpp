// Programs that confine their own system calls (seccomp): from then on this library makes none for them.
#include "engine/record/shim/next.h"
#include "engine/record/shim/thread.h"

#include <linux/prctl.h>
#include <linux/seccomp.h>

namespace braid::record {
namespace {

using Words = unsigned long;
BRAID_NEXT Next<int(int, Words, Words, Words, Words)> n_prctl{"prctl"};

} // namespace

/// Variadic in the C library. Takes as many as there may be; what was not given is not used.
BRAID_HOOK int prctl(int option, Words a, Words b, Words c, Words d) noexcept {
    const bool asks = a == SECCOMP_MODE_FILTER && b == 0; // whether there is such a thing
    if (option == PR_SET_SECCOMP && !asks && enter())
        stopRecording("goes on unrecorded: it confines its system calls (seccomp)");
    return n_prctl(option, a, b, c, d);
}

} // namespace braid::record
