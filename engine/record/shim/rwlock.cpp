// Locks for readers and writers, and spin locks.
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>

namespace braid::record {

using trace::Failure;
using trace::Mode;
using trace::ObjectKind;

namespace {

using Take = int(pthread_rwlock_t*);
using TakeUntil = int(pthread_rwlock_t*, const timespec*);
using TakeByClock = int(pthread_rwlock_t*, clockid_t, const timespec*);

BRAID_NEXT Next<Take> n_rdlock{"pthread_rwlock_rdlock"};
BRAID_NEXT Next<Take> n_wrlock{"pthread_rwlock_wrlock"};
BRAID_NEXT Next<Take> n_tryrdlock{"pthread_rwlock_tryrdlock"};
BRAID_NEXT Next<Take> n_trywrlock{"pthread_rwlock_trywrlock"};
BRAID_NEXT Next<Take> n_unlock{"pthread_rwlock_unlock"};
BRAID_NEXT Next<Take> n_destroy{"pthread_rwlock_destroy"};
BRAID_NEXT Next<TakeUntil> n_timedrdlock{"pthread_rwlock_timedrdlock"};
BRAID_NEXT Next<TakeUntil> n_timedwrlock{"pthread_rwlock_timedwrlock"};
BRAID_NEXT Next<TakeByClock> n_clockrdlock{"pthread_rwlock_clockrdlock"};
BRAID_NEXT Next<TakeByClock> n_clockwrlock{"pthread_rwlock_clockwrlock"};
BRAID_NEXT Next<int(pthread_rwlock_t*, const pthread_rwlockattr_t*)> n_init{"pthread_rwlock_init"};

ObjectEntry* entryOf(const pthread_rwlock_t* lock, std::uint32_t site) {
    const bool writersFirst = lock->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
    return objectAt(lock, ObjectKind::SharedMutex, lock->__data.__shared != 0, writersFirst ? 1 : 0, site);
}

void took(ObjectEntry& entry, Mode mode, std::uint32_t site) {
    if (mode == Mode::Exclusive)
        entry.owner.store(currentLane(), std::memory_order_relaxed);
    say(EventKind::Acquired, entry.number(), entry.next(), site, Order::Own, 0, static_cast<std::uint32_t>(mode));
}

void failed(const ObjectEntry& entry, std::uint32_t site, int result) {
    say(EventKind::AcquireFailed, entry.number(), entry.last(), site, Order::After, 0,
        static_cast<std::uint32_t>(result == ETIMEDOUT ? Failure::TimedOut : Failure::WouldBlock));
}

template <class Block>
[[gnu::always_inline]] inline int takeWith(pthread_rwlock_t* lock, Mode mode, std::uint64_t nanos, std::uint32_t site, const Block& block) {
    ObjectEntry* entry = entryOf(lock, site);
    if (entry == nullptr)
        return block();
    int result = mode == Mode::Shared ? n_tryrdlock(lock) : n_trywrlock(lock);
    if (result != 0) {
        if (lock->__data.__cur_writer == static_cast<int>(t_thread.tid)) [[unlikely]]
            return block(); // it writes, and the C library refuses (EDEADLK)
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, nanos, static_cast<std::uint32_t>(mode));
        result = block();
    }
    if (result == 0)
        took(*entry, mode, site);
    else
        failed(*entry, site, result);
    return result;
}

int tryWith(pthread_rwlock_t* lock, Mode mode, std::uint32_t site) {
    ObjectEntry* entry = entryOf(lock, site);
    const int result = mode == Mode::Shared ? n_tryrdlock(lock) : n_trywrlock(lock);
    if (entry != nullptr && result == 0)
        took(*entry, mode, site);
    else if (entry != nullptr)
        failed(*entry, site, result);
    return result;
}

int take(pthread_rwlock_t* lock, Mode mode, std::uint32_t site) {
    return takeWith(lock, mode, 0, site, [=] { return mode == Mode::Shared ? n_rdlock(lock) : n_wrlock(lock); });
}

int unlock(pthread_rwlock_t* lock, std::uint32_t site) {
    if (ObjectEntry* entry = entryOf(lock, site)) {
        const bool writes = entry->owner.load(std::memory_order_relaxed) == currentLane();
        if (writes)
            entry->owner.store(0, std::memory_order_relaxed);
        say(EventKind::Released, entry->number(), entry->next(), site, Order::Own, 0,
            static_cast<std::uint32_t>(writes ? Mode::Exclusive : Mode::Shared));
    }
    return n_unlock(lock);
}

} // namespace

BRAID_HOOK int pthread_rwlock_rdlock(pthread_rwlock_t* lock) { return enter() ? take(lock, Mode::Shared, BRAID_HERE) : n_rdlock(lock); }
BRAID_HOOK int __pthread_rwlock_rdlock(pthread_rwlock_t* lock) { return enter() ? take(lock, Mode::Shared, BRAID_HERE) : n_rdlock(lock); }
BRAID_HOOK int pthread_rwlock_wrlock(pthread_rwlock_t* lock) { return enter() ? take(lock, Mode::Exclusive, BRAID_HERE) : n_wrlock(lock); }
BRAID_HOOK int __pthread_rwlock_wrlock(pthread_rwlock_t* lock) { return enter() ? take(lock, Mode::Exclusive, BRAID_HERE) : n_wrlock(lock); }
BRAID_HOOK int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) { return enter() ? tryWith(lock, Mode::Shared, BRAID_HERE) : n_tryrdlock(lock); }
BRAID_HOOK int __pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) { return enter() ? tryWith(lock, Mode::Shared, BRAID_HERE) : n_tryrdlock(lock); }
BRAID_HOOK int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) { return enter() ? tryWith(lock, Mode::Exclusive, BRAID_HERE) : n_trywrlock(lock); }
BRAID_HOOK int __pthread_rwlock_trywrlock(pthread_rwlock_t* lock) { return enter() ? tryWith(lock, Mode::Exclusive, BRAID_HERE) : n_trywrlock(lock); }
BRAID_HOOK int pthread_rwlock_unlock(pthread_rwlock_t* lock) { return enter() ? unlock(lock, BRAID_HERE) : n_unlock(lock); }
BRAID_HOOK int __pthread_rwlock_unlock(pthread_rwlock_t* lock) { return enter() ? unlock(lock, BRAID_HERE) : n_unlock(lock); }

BRAID_HOOK int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* until) {
    return enter() ? takeWith(lock, Mode::Shared, nanosUntil(CLOCK_REALTIME, until), BRAID_HERE, [=] { return n_timedrdlock(lock, until); })
                   : n_timedrdlock(lock, until);
}
BRAID_HOOK int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* until) {
    return enter() ? takeWith(lock, Mode::Exclusive, nanosUntil(CLOCK_REALTIME, until), BRAID_HERE, [=] { return n_timedwrlock(lock, until); })
                   : n_timedwrlock(lock, until);
}
BRAID_HOOK int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* until) {
    return enter() ? takeWith(lock, Mode::Shared, nanosUntil(clock, until), BRAID_HERE, [=] { return n_clockrdlock(lock, clock, until); })
                   : n_clockrdlock(lock, clock, until);
}
BRAID_HOOK int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* until) {
    return enter() ? takeWith(lock, Mode::Exclusive, nanosUntil(clock, until), BRAID_HERE, [=] { return n_clockwrlock(lock, clock, until); })
                   : n_clockwrlock(lock, clock, until);
}
BRAID_HOOK int pthread_rwlock_init(pthread_rwlock_t* lock, const pthread_rwlockattr_t* attributes) {
    if (enter())
        forgetObject(lock);
    return n_init(lock, attributes);
}
BRAID_HOOK int pthread_rwlock_destroy(pthread_rwlock_t* lock) {
    const int result = n_destroy(lock);
    if (result == 0 && enter())
        forgetObject(lock);
    return result;
}

// A spin lock is a mutex whose waiters stay on the processor.

namespace {

using Spin = int(pthread_spinlock_t*);
BRAID_NEXT Next<Spin> n_spin_lock{"pthread_spin_lock"};
BRAID_NEXT Next<Spin> n_spin_trylock{"pthread_spin_trylock"};
BRAID_NEXT Next<Spin> n_spin_unlock{"pthread_spin_unlock"};
BRAID_NEXT Next<Spin> n_spin_destroy{"pthread_spin_destroy"};

/// It does not say whether processes share it.
ObjectEntry* spinEntry(pthread_spinlock_t* lock, std::uint32_t site) {
    return objectAt(const_cast<int*>(lock), ObjectKind::Mutex, false, 0, site);
}

void tookSpin(ObjectEntry& entry, std::uint32_t site) {
    entry.owner.store(currentLane(), std::memory_order_relaxed);
    say(EventKind::Acquired, entry.number(), entry.nextUnderProtection(), site);
}

} // namespace

BRAID_HOOK int pthread_spin_lock(pthread_spinlock_t* lock) {
    if (!enter())
        return n_spin_lock(lock);
    const std::uint32_t site = BRAID_HERE;
    ObjectEntry* entry = spinEntry(lock, site);
    if (entry == nullptr)
        return n_spin_lock(lock);
    if (n_spin_trylock(lock) != 0) {
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, 0);
        n_spin_lock(lock);
    }
    tookSpin(*entry, site);
    return 0;
}
BRAID_HOOK int pthread_spin_trylock(pthread_spinlock_t* lock) {
    if (!enter())
        return n_spin_trylock(lock);
    const std::uint32_t site = BRAID_HERE;
    ObjectEntry* entry = spinEntry(lock, site);
    const int result = n_spin_trylock(lock);
    if (entry != nullptr && result == 0)
        tookSpin(*entry, site);
    else if (entry != nullptr)
        failed(*entry, site, result);
    return result;
}
BRAID_HOOK int pthread_spin_unlock(pthread_spinlock_t* lock) {
    if (enter()) {
        const std::uint32_t site = BRAID_HERE;
        if (ObjectEntry* entry = spinEntry(lock, site)) {
            entry->owner.store(0, std::memory_order_relaxed);
            say(EventKind::Released, entry->number(), entry->nextUnderProtection(), site);
        }
    }
    return n_spin_unlock(lock);
}
BRAID_HOOK int pthread_spin_destroy(pthread_spinlock_t* lock) {
    if (enter())
        forgetObject(const_cast<int*>(lock));
    return n_spin_destroy(lock);
}

} // namespace braid::record
