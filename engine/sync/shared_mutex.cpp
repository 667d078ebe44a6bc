#include "engine/sync/shared_mutex.h"

#include "engine/schedule/native_wait.h"

#include <algorithm>
#include <cerrno>
#include <sched.h>
#include <system_error>
#include <unistd.h>

namespace braid {

using namespace sync;

shared_mutex::shared_mutex(std::string name, prefer first) : m_traced(ObjectKind::SharedMutex, std::move(name), first == prefer::writers ? 1 : 0) {
    pthread_rwlockattr_t how;
    pthread_rwlockattr_init(&how);
    if (first == prefer::writers) // glibc ignores its PTHREAD_RWLOCK_PREFER_WRITER_NP
        pthread_rwlockattr_setkind_np(&how, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&m_native, &how);
    pthread_rwlockattr_destroy(&how);
}

shared_mutex::~shared_mutex() {
    pthread_rwlock_destroy(&m_native);
}

void shared_mutex::took(SiteId where, Mode mode) {
    if (mode == Mode::Exclusive) {
        m_owner.store(currentLane(), std::memory_order_relaxed);
    } else {
        const NativeLock guard(m_readersMutex);
        m_readers.push_back(currentLane());
    }
    trace::append(EventKind::Acquired, m_traced.id(), m_traced.next(), where, Order::Own, 0,
                  static_cast<std::uint32_t>(mode));
}

void shared_mutex::give(SiteId where, Mode mode) {
    trace::append(EventKind::Released, m_traced.id(), m_traced.next(), where, Order::Own, 0,
                  static_cast<std::uint32_t>(mode));
    pthread_rwlock_unlock(&m_native);
}

/// False where the calling lane does not read.
bool shared_mutex::forgetReader() {
    const NativeLock guard(m_readersMutex);
    const auto reader = std::find(m_readers.begin(), m_readers.end(), currentLane());
    if (reader == m_readers.end())
        return false;
    m_readers.erase(reader);
    return true;
}

void shared_mutex::block(SiteId where, Mode mode) {
    const bool shared = mode == Mode::Shared;
    reportWait(EventKind::AcquireWait, m_traced, where, std::chrono::nanoseconds(0), mode);
    schedule::blockUntil(
        m_traced, {},
        [this, shared] { return (shared ? pthread_rwlock_tryrdlock(&m_native) : pthread_rwlock_trywrlock(&m_native)) == 0; },
        [this, shared] {
            while (const int error = shared ? pthread_rwlock_rdlock(&m_native) : pthread_rwlock_wrlock(&m_native)) {
                if (error == EDEADLK) // it writes already, and gets what it asked for, as with any other lock: it waits for itself
                    ::pause();
                else if (error == EAGAIN) // too many readers for the moment
                    sched_yield();
                else
                    throw std::system_error(error, std::generic_category(), "shared_mutex");
            }
        });
    waitEnds();
}

bool shared_mutex::lockWithin(std::chrono::nanoseconds limit, Mode mode, CallSite site) {
    const bool shared = mode == Mode::Shared;
    if (limit.count() <= 0)
        return shared ? try_lock_shared(site) : try_lock(site);
    const auto tryOnce = [this, shared] {
        return (shared ? pthread_rwlock_tryrdlock(&m_native) : pthread_rwlock_trywrlock(&m_native)) == 0;
    };
    const auto within = [this, shared, limit] { return schedule::native::lockWithin(m_native, shared, limit) == 0; };
    if (!trace::recording())
        return schedule::blockOutside(within);
    schedule::before(shared ? schedule::OperationKind::LockShared : schedule::OperationKind::Lock, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (!tryOnce()) {
        reportWait(EventKind::AcquireWait, m_traced, where, limit, mode);
        const bool taken = schedule::blockUntil(m_traced, limit, tryOnce, within);
        waitEnds();
        if (!taken) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::TimedOut);
            return false;
        }
    }
    took(where, mode);
    return true;
}

void shared_mutex::lock(CallSite site) {
    if (!trace::recording()) {
        if (const int error = schedule::blockOutside([this] { return pthread_rwlock_wrlock(&m_native); }); error != 0)
            throw std::system_error(error, std::generic_category(), "shared_mutex::lock");
        return;
    }
    schedule::before(schedule::OperationKind::Lock, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (pthread_rwlock_trywrlock(&m_native) != 0)
        block(where, Mode::Exclusive);
    took(where, Mode::Exclusive);
}

bool shared_mutex::try_lock(CallSite site) {
    if (!trace::recording())
        return pthread_rwlock_trywrlock(&m_native) == 0;
    schedule::before(schedule::OperationKind::TryLock, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (pthread_rwlock_trywrlock(&m_native) != 0) {
        reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::WouldBlock);
        return false;
    }
    took(where, Mode::Exclusive);
    return true;
}

void shared_mutex::unlock(CallSite site) {
    if (!trace::recording()) {
        pthread_rwlock_unlock(&m_native);
        return;
    }
    schedule::before(schedule::OperationKind::Unlock, m_traced, site);
    const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
    if (owner != currentLane()) {
        reportMisuse(m_traced, owner == 0 ? Misuse::UnlockOfFree : Misuse::UnlockByNonOwner, site, owner);
        return;
    }
    m_owner.store(0, std::memory_order_relaxed);
    give(trace::siteId(site), Mode::Exclusive);
}

void shared_mutex::lock_shared(CallSite site) {
    if (!trace::recording()) {
        const int error = schedule::blockOutside([this] {
            int answer = 0;
            while ((answer = pthread_rwlock_rdlock(&m_native)) == EAGAIN)
                sched_yield();
            return answer;
        });
        if (error != 0)
            throw std::system_error(error, std::generic_category(), "shared_mutex::lock_shared");
        return;
    }
    schedule::before(schedule::OperationKind::LockShared, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (pthread_rwlock_tryrdlock(&m_native) != 0)
        block(where, Mode::Shared);
    took(where, Mode::Shared);
}

bool shared_mutex::try_lock_shared(CallSite site) {
    if (!trace::recording())
        return pthread_rwlock_tryrdlock(&m_native) == 0;
    schedule::before(schedule::OperationKind::TryLockShared, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (pthread_rwlock_tryrdlock(&m_native) != 0) {
        reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::WouldBlock);
        return false;
    }
    took(where, Mode::Shared);
    return true;
}

void shared_mutex::unlock_shared(CallSite site) {
    if (!trace::recording()) {
        pthread_rwlock_unlock(&m_native);
        return;
    }
    schedule::before(schedule::OperationKind::UnlockShared, m_traced, site);
    if (!forgetReader()) {
        const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
        reportMisuse(m_traced, owner == 0 ? Misuse::UnlockOfFree : Misuse::UnlockByNonOwner, site, owner);
        return;
    }
    give(trace::siteId(site), Mode::Shared);
}

} // namespace braid
