#include "engine/ipc/process_mutex.h"

#include "engine/sync/recorded.h"

namespace braid {

using namespace sync;
using ipc::RobustLock;

process_mutex::process_mutex(std::string name) : m_traced(ObjectKind::Mutex, std::move(name)) {}

void process_mutex::lock(CallSite site) {
    if (!trace::recording()) {
        took(m_shared->native.lock(), site);
        return;
    }
    schedule::before(schedule::OperationKind::Lock, m_traced, site);
    RobustLock::Taken taken = m_shared->native.tryLock();
    if (taken == RobustLock::Taken::Busy) {
        reportWait(EventKind::AcquireWait, m_traced, trace::siteId(site));
        taken = m_shared->native.lock();
        waitEnds();
    }
    took(taken, site);
}

bool process_mutex::try_lock(CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::TryLock, m_traced, site);
    const RobustLock::Taken taken = m_shared->native.tryLock();
    if (taken != RobustLock::Taken::Busy) {
        took(taken, site);
        return true;
    }
    if (seen)
        reportFailure(EventKind::AcquireFailed, m_traced, trace::siteId(site), Failure::WouldBlock);
    return false;
}

bool process_mutex::try_lock_for(std::chrono::nanoseconds limit, CallSite site) {
    if (limit.count() <= 0)
        return try_lock(site);
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Lock, m_traced, site);
    RobustLock::Taken taken = m_shared->native.tryLock();
    if (taken == RobustLock::Taken::Busy) {
        if (seen)
            reportWait(EventKind::AcquireWait, m_traced, trace::siteId(site), limit);
        taken = m_shared->native.lockFor(limit);
        waitEnds();
    }
    if (taken != RobustLock::Taken::Busy) {
        took(taken, site);
        return true;
    }
    if (seen)
        reportFailure(EventKind::AcquireFailed, m_traced, trace::siteId(site), Failure::TimedOut);
    return false;
}

void process_mutex::took(RobustLock::Taken taken, CallSite site) {
    const std::uint32_t former = m_shared->owner.exchange(trace::recording() ? currentLane() : 0);
    m_shared->tookOver = taken == RobustLock::Taken::OwnerDied;
    if (!trace::recording())
        return;
    const SiteId where = trace::siteId(site);
    trace::append(EventKind::Acquired, m_traced.id(), m_traced.nextUnderProtection(), where);
    if (m_shared->tookOver)
        trace::append(EventKind::Fault, m_traced.id(), m_traced.last(), where, Order::After, former,
                      static_cast<std::uint32_t>(Misuse::OwnerDied));
}

void process_mutex::unlock(CallSite site) {
    if (!trace::recording()) {
        m_shared->owner.store(0);
        m_shared->native.unlock();
        return;
    }
    schedule::before(schedule::OperationKind::Unlock, m_traced, site);
    const std::uint32_t owner = m_shared->owner.load();
    if (owner != currentLane()) {
        const auto misuse = owner == 0 ? Misuse::UnlockOfFree : Misuse::UnlockByNonOwner;
        reportMisuse(m_traced, misuse, site, owner);
        return;
    }
    trace::append(EventKind::Released, m_traced.id(), m_traced.nextUnderProtection(), trace::siteId(site));
    // After the event: the process that takes it over from one that dies here is told whose it was.
    m_shared->owner.store(0);
    m_shared->native.unlock();
}

} // namespace braid
