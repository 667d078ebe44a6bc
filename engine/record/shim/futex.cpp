// Futexes, and completions of io_uring, that the program waits for through the C library's syscall(): C++20's atomic wait, semaphore, latch and barrier, futures, Rust.
#include "engine/record/shim/io/outside.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <cstdarg>
#include <linux/futex.h>
#include <linux/seccomp.h>

namespace braid::record {

using trace::ObjectKind;

namespace {

BRAID_NEXT Next<long(long, long, long, long, long, long, long)> n_syscall{"syscall"};

ObjectEntry* entryOf(const int* word, long operation, std::uint32_t site) {
    return objectAt(word, ObjectKind::Futex, (operation & FUTEX_PRIVATE_FLAG) == 0, 0, site);
}

std::uint64_t limitOf(long operation, const timespec* limit) {
    if (limit == nullptr)
        return 0;
    if ((operation & FUTEX_CMD_MASK) == FUTEX_WAIT)
        return nanosOf(limit);
    return nanosUntil((operation & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, limit);
}

} // namespace

/// Variadic in the C library. Takes as many as there may be; what was not given is not used.
BRAID_HOOK long syscall(long number, long a, long b, long c, long d, long e, long f) {
    const auto real = [=] { return n_syscall(number, a, b, c, d, e, f); };
    const bool confines = (a == SECCOMP_SET_MODE_STRICT && b == 0) || (a == SECCOMP_SET_MODE_FILTER && c != 0); // others ask
    if (number == __NR_seccomp && confines && enter())
        stopRecording("goes on unrecorded: it confines its system calls (seccomp)");
    if (number == __NR_waitid && enter()) { // Qt's way: without a hook's wait, since it asks for one that has ended
        const long result = real();
        const int error = errno;
        if (result == 0 && enter())
            sayReaped(reinterpret_cast<const void*>(c), static_cast<int>(d));
        errno = error;
        return result;
    }
    if ((number != __NR_futex && number != __NR_io_uring_enter) || !enter())
        return real();
    if (number == __NR_io_uring_enter) // c: so many completions at least
        return outsideWith(trace::IoCall::Reap, static_cast<std::uint64_t>(c), BRAID_HERE, real);
    const auto* word = reinterpret_cast<const int*>(a);
    switch (b & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET: {
        if (__atomic_load_n(word, __ATOMIC_RELAXED) != static_cast<int>(c)) // it would not wait
            break;
        const std::uint32_t site = BRAID_HERE;
        ObjectEntry* entry = entryOf(word, b, site);
        if (entry == nullptr)
            break;
        say(EventKind::WaitBegin, entry->number(), entry->next(), site, Order::Own, limitOf(b, reinterpret_cast<const timespec*>(d)));
        beginOpenWait({OpenWait::Kind::Signal, entry->number(), nullptr, site});
        const long result = real();
        endOpenWait();
        const int error = errno;
        if (enter())
            say(EventKind::WaitEnd, entry->number(), entry->next(), site, Order::Own, 0,
                result == 0 ? trace::WaitWoken : error == ETIMEDOUT ? trace::WaitTimedOut
                                                                    : trace::WaitInVain);
        errno = error;
        return result;
    }
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET: {
        const std::uint32_t site = BRAID_HERE;
        if (ObjectEntry* entry = entryOf(word, b, site))
            say(EventKind::Signal, entry->number(), entry->next(), site, Order::Own,
                c >= INT32_MAX ? ~std::uint64_t{0} : static_cast<std::uint64_t>(c));
        break;
    }
    default:
        break;
    }
    return real();
}

} // namespace braid::record
