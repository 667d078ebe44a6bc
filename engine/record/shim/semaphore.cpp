// Semaphores and barriers of POSIX.
#include "engine/record/python/locks.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <semaphore.h>

namespace braid::record {

using trace::Failure;
using trace::ObjectKind;

namespace {

BRAID_NEXT Next<int(sem_t*)> n_wait{"sem_wait"};
BRAID_NEXT Next<int(sem_t*)> n_trywait{"sem_trywait"};
BRAID_NEXT Next<int(sem_t*)> n_post{"sem_post"};
BRAID_NEXT Next<int(sem_t*)> n_destroy{"sem_destroy"};
BRAID_NEXT Next<int(sem_t*, const timespec*)> n_timedwait{"sem_timedwait"};
BRAID_NEXT Next<int(sem_t*, clockid_t, const timespec*)> n_clockwait{"sem_clockwait"};
BRAID_NEXT Next<int(sem_t*, int, unsigned)> n_init{"sem_init"};

/// As glibc lays it out since 2.21.
struct Layout {
    std::uint32_t permits;
    std::uint32_t waiters;
    int shared;
};

ObjectEntry* entryOf(sem_t* semaphore, std::uint32_t site) {
    const auto* layout = reinterpret_cast<const Layout*>(semaphore);
    return objectAt(semaphore, ObjectKind::Semaphore, layout->shared != 0, __atomic_load_n(&layout->permits, __ATOMIC_RELAXED), site);
}

template <class Block>
[[gnu::always_inline]] inline int waitWith(sem_t* semaphore, std::uint64_t nanos, std::uint32_t site, const Block& block) {
    ObjectEntry* entry = entryOf(semaphore, site);
    if (entry == nullptr)
        return block();
    const int before = errno;
    int result = n_trywait(semaphore);
    if (result != 0 && errno == EAGAIN) {
        errno = before;
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, nanos);
        noteHandlers(*entry, *entry, site);
        beginOpenWait({OpenWait::Kind::Lock, entry->number(), nullptr, site});
        result = block();
        endOpenWait();
        if (!enter())
            return result;
        if (result != 0)
            say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0,
                static_cast<std::uint32_t>(errno == ETIMEDOUT ? Failure::TimedOut : Failure::Cancelled));
    }
    if (result == 0)
        say(EventKind::Acquired, entry->number(), entry->next(), site);
    return result;
}

void givenBy(ObjectEntry& entry, std::uint32_t site) {
    noteGiving(entry);
    if (t_thread.handlers != 0) // the signal may come from outside, and come again
        say(EventKind::GivenOutside, entry.number(), 0, site, Order::Own, 1);
    say(EventKind::Released, entry.number(), entry.next(), site, Order::Own, 1);
}

/// Of a lock of Python: `block` waits for as long as it takes, or for `nanos`.
template <class Block>
int waitForPython(ObjectEntry& entry, sem_t* semaphore, std::uint64_t nanos, const void* caller, const Block& block) {
    holdBefore(caller);
    const int before = errno;
    int result = n_trywait(semaphore);
    if (result == 0) {
        tookPythonLock(entry, semaphore, caller);
        return 0;
    }
    if (errno != EAGAIN)
        return result;
    errno = before;
    if (isUntold(entry))
        return block();
    if (isQuiet(entry) && !waitsWithin(entry)) {
        timespec until{};
        clock_gettime(CLOCK_MONOTONIC, &until);
        const std::uint64_t quiet = quietFor(entry), end = static_cast<std::uint64_t>(until.tv_nsec) + (nanos != 0 && nanos < quiet ? nanos : quiet);
        until.tv_sec += static_cast<time_t>(end / 1'000'000'000);
        until.tv_nsec = static_cast<long>(end % 1'000'000'000);
        result = n_clockwait(semaphore, CLOCK_MONOTONIC, &until);
        if (result == 0 && enter())
            tookPythonLock(entry, semaphore, caller);
        if (result == 0 || errno != ETIMEDOUT || (nanos != 0 && nanos <= quiet) || !enter())
            return result;
        errno = before;
        revealPythonLock(entry, semaphore, caller);
    }
    waitsForPythonLock(entry, semaphore, nanos, caller);
    result = block();
    const int error = errno;
    if (enter())
        waitedForPythonLock(entry, semaphore, result, error, caller);
    errno = error;
    return result;
}

/// Of any.
template <class Block>
[[gnu::always_inline]] inline int waitOf(sem_t* semaphore, std::uint64_t nanos, const void* caller, const void* frame, const Block& block) {
    if (ObjectEntry* lock = pythonLockAt(semaphore)) [[unlikely]]
        return waitForPython(*lock, semaphore, nanos, caller, block);
    return waitWith(semaphore, nanos, operationAt(placeOf(caller, frame)), block);
}

} // namespace

BRAID_HOOK int sem_wait(sem_t* semaphore) {
    return enter() ? waitOf(semaphore, 0, __builtin_return_address(0), __builtin_dwarf_cfa(), [=] { return n_wait(semaphore); }) : n_wait(semaphore);
}
BRAID_HOOK int sem_timedwait(sem_t* semaphore, const timespec* until) {
    return enter() ? waitOf(semaphore, nanosUntil(CLOCK_REALTIME, until), __builtin_return_address(0), __builtin_dwarf_cfa(), [=] { return n_timedwait(semaphore, until); })
                   : n_timedwait(semaphore, until);
}
BRAID_HOOK int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* until) {
    return enter() ? waitOf(semaphore, nanosUntil(clock, until), __builtin_return_address(0), __builtin_dwarf_cfa(), [=] { return n_clockwait(semaphore, clock, until); })
                   : n_clockwait(semaphore, clock, until);
}
BRAID_HOOK int sem_trywait(sem_t* semaphore) {
    if (!enter())
        return n_trywait(semaphore);
    if (ObjectEntry* lock = plainLockAt(semaphore)) {
        holdBefore(__builtin_return_address(0));
        const int result = n_trywait(semaphore);
        if (result == 0)
            tookPlainLock(*lock, __builtin_return_address(0));
        else
            triedPythonLock(*lock, semaphore, __builtin_return_address(0));
        return result;
    }
    if (ObjectEntry* lock = pythonLockAt(semaphore)) [[unlikely]] {
        holdBefore(__builtin_return_address(0));
        const int result = n_trywait(semaphore);
        if (result == 0)
            tookPythonLock(*lock, semaphore, __builtin_return_address(0));
        else
            triedPythonLock(*lock, semaphore, __builtin_return_address(0));
        return result;
    }
    const std::uint32_t site = BRAID_HERE;
    ObjectEntry* entry = entryOf(semaphore, site);
    const int result = n_trywait(semaphore);
    if (entry != nullptr && result == 0)
        say(EventKind::Acquired, entry->number(), entry->next(), site);
    else if (entry != nullptr)
        say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0, static_cast<std::uint32_t>(Failure::WouldBlock));
    return result;
}
BRAID_HOOK int sem_post(sem_t* semaphore) {
    const bool records = enter();
    if (ObjectEntry* lock = records ? plainLockAt(semaphore) : nullptr) {
        holdBefore(__builtin_return_address(0));
        givesPlainLock(*lock, __builtin_return_address(0));
        return n_post(semaphore);
    }
    ObjectEntry* lock = records ? pythonLockAt(semaphore) : nullptr;
    if (lock != nullptr) {
        holdBefore(__builtin_return_address(0));
        givesPythonLock(*lock, semaphore, __builtin_return_address(0));
    } else if (records) {
        const std::uint32_t site = BRAID_HERE;
        if (ObjectEntry* entry = entryOf(semaphore, site))
            givenBy(*entry, site);
    }
    return n_post(semaphore);
}
BRAID_HOOK int sem_init(sem_t* semaphore, int shared, unsigned permits) {
    if (enter())
        forgetObject(semaphore);
    const int result = n_init(semaphore, shared, permits);
    if (result != 0 || !enter())
        return result;
    if (shared == 0 && permits <= 1)
        madeSemaphore(semaphore, permits, __builtin_return_address(0));
    if (pythonLockAt(semaphore) == nullptr)
        (void)entryOf(semaphore, BRAID_HERE);
    return result;
}
BRAID_HOOK int sem_destroy(sem_t* semaphore) {
    if (enter())
        forgetObject(semaphore);
    return n_destroy(semaphore);
}

namespace {

BRAID_NEXT Next<int(pthread_barrier_t*)> n_barrier_wait{"pthread_barrier_wait"};
BRAID_NEXT Next<int(pthread_barrier_t*)> n_barrier_destroy{"pthread_barrier_destroy"};

/// As glibc lays it out since 2.23.
struct BarrierLayout {
    unsigned come, round, meet;
    int shared;
};

} // namespace

BRAID_HOOK int pthread_barrier_wait(pthread_barrier_t* barrier) {
    if (!enter())
        return n_barrier_wait(barrier);
    const std::uint32_t site = BRAID_HERE;
    const auto* layout = reinterpret_cast<const BarrierLayout*>(barrier);
    ObjectEntry* entry = objectAt(barrier, ObjectKind::Barrier, layout->shared != 0, layout->meet, site);
    if (entry == nullptr)
        return n_barrier_wait(barrier);
    const std::uint32_t object = entry->number();
    say(EventKind::WaitBegin, object, entry->next(), site, Order::Own, 0);
    const int result = n_barrier_wait(barrier);
    // The one that is told so may destroy it at once: the entry is kept, and only the entry is used from here on.
    if (enter())
        say(EventKind::WaitEnd, object, entry->next(), site, Order::Own, 0, trace::WaitWoken);
    return result;
}
BRAID_HOOK int pthread_barrier_destroy(pthread_barrier_t* barrier) {
    const int result = n_barrier_destroy(barrier);
    if (result == 0 && enter())
        forgetObject(barrier);
    return result;
}

} // namespace braid::record
