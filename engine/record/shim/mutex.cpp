// Mutexes: lock, try, timed, by clock; recursive, error-checking, robust; between processes.
#include "engine/record/shim/interpreter.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/objects.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/thread.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/acquired.h"
#include "engine/trace/writer/system_call.h"

#include <cerrno>
#include <ctime>
#include <pthread.h>
#include <threads.h>

namespace braid::record {

using trace::Failure;
using trace::Mode;
using trace::ObjectKind;

namespace {

using Lock = int(pthread_mutex_t*);
using LockUntil = int(pthread_mutex_t*, const timespec*);
using LockByClock = int(pthread_mutex_t*, clockid_t, const timespec*);

BRAID_NEXT Next<Lock> n_lock{"pthread_mutex_lock"};
BRAID_NEXT Next<Lock> n_trylock{"pthread_mutex_trylock"};
BRAID_NEXT Next<Lock> n_unlock{"pthread_mutex_unlock"};
BRAID_NEXT Next<LockUntil> n_timedlock{"pthread_mutex_timedlock"};
BRAID_NEXT Next<LockByClock> n_clocklock{"pthread_mutex_clocklock"};
BRAID_NEXT Next<Lock> n_destroy{"pthread_mutex_destroy"};
BRAID_NEXT Next<int(pthread_mutex_t*, const pthread_mutexattr_t*)> n_init{"pthread_mutex_init"};

constexpr int KindMask = 3, Robust = 16, ProcessShared = 128;

bool isRecursive(const pthread_mutex_t* mutex) { return (mutex->__data.__kind & KindMask) == PTHREAD_MUTEX_RECURSIVE_NP; }

/// It looks itself whether who gives it back holds it.
bool checksOwner(const pthread_mutex_t* mutex) {
    const int kind = mutex->__data.__kind & KindMask;
    return kind == PTHREAD_MUTEX_RECURSIVE_NP || kind == PTHREAD_MUTEX_ERRORCHECK_NP || (mutex->__data.__kind & Robust) != 0;
}

void took(ObjectEntry& entry, const pthread_mutex_t* mutex, std::uint32_t site, std::uint32_t how = 0) {
    entry.owner.store(currentLane(), std::memory_order_relaxed);
    const std::uint32_t number = entry.nextUnderProtection();
    if (isRecursive(mutex) || how != 0)
        say(EventKind::Acquired, entry.number(), number, site, Order::Own, isRecursive(mutex) ? mutex->__data.__count : 0, how);
    else
        say(EventKind::Acquired, entry.number(), number, site);
}

/// The thread has it, and the C library refuses another time (EDEADLK).
bool refuses(const pthread_mutex_t* mutex) {
    return (mutex->__data.__kind & KindMask) == PTHREAD_MUTEX_ERRORCHECK_NP && (mutex->__data.__owner & 0x3FFFFFFF) == static_cast<int>(t_thread.tid);
}

bool isMine(int result) { return result == 0 || result == EOWNERDEAD; }

/// `block` waits for as long as it takes, or for `nanos`.
template <class Block>
[[gnu::always_inline]] inline int lockWith(pthread_mutex_t* mutex, std::uint64_t nanos, std::uint32_t site, const Block& block) {
    ObjectEntry* entry = mutexEntry(mutex, site);
    if (entry == nullptr)
        return block();
    const std::uint32_t before = entry->owner.load(std::memory_order_relaxed);
    int result = n_trylock(mutex);
    if (result == EBUSY) {
        if (refuses(mutex)) [[unlikely]]
            return block();
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, nanos);
        result = block();
        if (!isMine(result))
            say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0,
                static_cast<std::uint32_t>(result == ETIMEDOUT ? Failure::TimedOut : Failure::WouldBlock));
    }
    if (isMine(result))
        took(*entry, mutex, site, nanos != 0 ? trace::TriedMode : 0);
    if (result == EOWNERDEAD)
        say(EventKind::Fault, entry->number(), 0, site, Order::Own, before, static_cast<std::uint32_t>(trace::Misuse::OwnerDied));
    return result;
}

int lockOfInterpreter(pthread_mutex_t* mutex, const void* caller) {
    holdBefore(caller);
    const int result = n_lock(mutex);
    interpreterLocks(mutex);
    return result;
}

int unlockOfInterpreter(pthread_mutex_t* mutex, const void* caller, const void* frame) {
    interpreterUnlocks(caller, frame);
    const int result = n_unlock(mutex);
    if (g_helperIsDue && hasInterpreterLock()) [[unlikely]]
        considerHelper();
    return result;
}

int lock(pthread_mutex_t* mutex, std::uint32_t site) {
    return lockWith(mutex, 0, site, [mutex] { return n_lock(mutex); });
}

int tryLock(pthread_mutex_t* mutex, std::uint32_t site) {
    ObjectEntry* entry = mutexEntry(mutex, site);
    const int result = n_trylock(mutex);
    if (entry != nullptr && isMine(result))
        took(*entry, mutex, site, trace::TriedMode);
    else if (entry != nullptr && result == EBUSY)
        say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0, static_cast<std::uint32_t>(Failure::WouldBlock));
    return result;
}

int lockUntil(pthread_mutex_t* mutex, clockid_t clock, const timespec* until, std::uint32_t site, bool byClock) {
    return lockWith(mutex, nanosUntil(clock, until), site,
                    [=] { return byClock ? n_clocklock(mutex, clock, until) : n_timedlock(mutex, until); });
}

int unlock(pthread_mutex_t* mutex, std::uint32_t site) {
    if (checksOwner(mutex) && (mutex->__data.__owner & 0x3FFFFFFF) != static_cast<int>(t_thread.tid))
        return n_unlock(mutex); // it refuses
    if (ObjectEntry* entry = mutexEntry(mutex, site))
        gaveBack(*entry, mutex, site);
    return n_unlock(mutex);
}

} // namespace

ObjectEntry* mutexEntry(const pthread_mutex_t* mutex, std::uint32_t site) {
    return objectAt(mutex, isRecursive(mutex) ? ObjectKind::RecursiveMutex : ObjectKind::Mutex, (mutex->__data.__kind & ProcessShared) != 0, 0, site);
}

void gaveBack(ObjectEntry& entry, const pthread_mutex_t* mutex, std::uint32_t site) {
    const std::uint32_t left = isRecursive(mutex) && mutex->__data.__count > 0 ? mutex->__data.__count - 1 : 0;
    const bool own = entry.owner.load(std::memory_order_relaxed) == currentLane();
    if (left == 0)
        entry.owner.store(0, std::memory_order_relaxed);
    const std::uint32_t number = entry.nextUnderProtection();
    if (left == 0 && own)
        say(EventKind::Released, entry.number(), number, site);
    else
        say(EventKind::Released, entry.number(), number, site, Order::Own, left, own ? 0 : static_cast<std::uint32_t>(Mode::OfHolder));
}

void tookBack(const pthread_mutex_t* mutex, std::uint32_t site) {
    if (ObjectEntry* entry = mutexEntry(mutex, site))
        took(*entry, mutex, site);
}

BRAID_HOOK int pthread_mutex_lock(pthread_mutex_t* mutex) {
    if (!enter())
        return n_lock(mutex);
    return isInterpreters(mutex) ? lockOfInterpreter(mutex, __builtin_return_address(0)) : lock(mutex, BRAID_HERE);
}
BRAID_HOOK int __pthread_mutex_lock(pthread_mutex_t* mutex) { return enter() ? lock(mutex, BRAID_HERE) : n_lock(mutex); }
BRAID_HOOK int pthread_mutex_trylock(pthread_mutex_t* mutex) { return enter() ? tryLock(mutex, BRAID_HERE) : n_trylock(mutex); }
BRAID_HOOK int __pthread_mutex_trylock(pthread_mutex_t* mutex) { return enter() ? tryLock(mutex, BRAID_HERE) : n_trylock(mutex); }
BRAID_HOOK int pthread_mutex_unlock(pthread_mutex_t* mutex) {
    if (!enter())
        return n_unlock(mutex);
    return isInterpreters(mutex) ? unlockOfInterpreter(mutex, __builtin_return_address(0), __builtin_dwarf_cfa()) : unlock(mutex, BRAID_HERE);
}
BRAID_HOOK int __pthread_mutex_unlock(pthread_mutex_t* mutex) { return enter() ? unlock(mutex, BRAID_HERE) : n_unlock(mutex); }

BRAID_HOOK int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* until) {
    return enter() ? lockUntil(mutex, CLOCK_REALTIME, until, BRAID_HERE, false) : n_timedlock(mutex, until);
}
BRAID_HOOK int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* until) {
    return enter() ? lockUntil(mutex, clock, until, BRAID_HERE, true) : n_clocklock(mutex, clock, until);
}
BRAID_HOOK int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) {
    if (enter())
        forgetObject(mutex);
    return n_init(mutex, attributes);
}
BRAID_HOOK int pthread_mutex_destroy(pthread_mutex_t* mutex) {
    const int result = n_destroy(mutex);
    if (result == 0 && enter())
        forgetObject(mutex);
    return result;
}

// C11's are the same objects.

namespace {

int ofC11(int error) {
    switch (error) {
    case 0:
        return thrd_success;
    case ENOMEM:
        return thrd_nomem;
    case ETIMEDOUT:
        return thrd_timedout;
    case EBUSY:
        return thrd_busy;
    default:
        return thrd_error;
    }
}

pthread_mutex_t* nativeOf(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }

BRAID_NEXT Next<int(mtx_t*)> n_mtx_lock{"mtx_lock"};
BRAID_NEXT Next<int(mtx_t*)> n_mtx_unlock{"mtx_unlock"};
BRAID_NEXT Next<int(mtx_t*)> n_mtx_trylock{"mtx_trylock"};
BRAID_NEXT Next<int(mtx_t*, const timespec*)> n_mtx_timedlock{"mtx_timedlock"};
BRAID_NEXT Next<void(mtx_t*)> n_mtx_destroy{"mtx_destroy"};

} // namespace

BRAID_HOOK int mtx_lock(mtx_t* mutex) { return enter() ? ofC11(lock(nativeOf(mutex), BRAID_HERE)) : n_mtx_lock(mutex); }
BRAID_HOOK int mtx_unlock(mtx_t* mutex) { return enter() ? ofC11(unlock(nativeOf(mutex), BRAID_HERE)) : n_mtx_unlock(mutex); }
BRAID_HOOK int mtx_trylock(mtx_t* mutex) { return enter() ? ofC11(tryLock(nativeOf(mutex), BRAID_HERE)) : n_mtx_trylock(mutex); }
BRAID_HOOK int mtx_timedlock(mtx_t* mutex, const timespec* until) {
    return enter() ? ofC11(lockUntil(nativeOf(mutex), CLOCK_REALTIME, until, BRAID_HERE, false)) : n_mtx_timedlock(mutex, until);
}
BRAID_HOOK void mtx_destroy(mtx_t* mutex) {
    if (enter())
        forgetObject(mutex);
    n_mtx_destroy(mutex);
}

} // namespace braid::record
