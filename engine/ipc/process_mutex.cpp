#include "engine/ipc/process_mutex.h"

#include "engine/trace/recording/run_delay.h"

namespace braid {

using ipc::RobustLock;
using trace::EventKind;
using trace::Order;

namespace {

std::uint32_t currentLane() { return trace::t_writer.lane; }

void wait(trace::SharedTracedObject& object, CallSite site, std::chrono::nanoseconds limit) {
    trace::waitBegins();
    trace::append(EventKind::AcquireWait, object.id(), object.last(), trace::siteId(site), Order::After,
                  static_cast<std::uint64_t>(limit.count()));
}

void fail(trace::SharedTracedObject& object, CallSite site, trace::Failure why) {
    trace::append(EventKind::AcquireFailed, object.id(), object.last(), trace::siteId(site), Order::After, 0,
                  static_cast<std::uint32_t>(why));
}

} // namespace

process_mutex::process_mutex(std::string name) : m_traced(trace::ObjectKind::Mutex, std::move(name)) {}

void process_mutex::lock(CallSite site) {
    if (!trace::recording()) {
        took(m_shared->native.lock(), site);
        return;
    }
    schedule::before(schedule::OperationKind::Lock, m_traced, site);
    RobustLock::Taken taken = m_shared->native.tryLock();
    if (taken == RobustLock::Taken::Busy) {
        wait(m_traced, site, std::chrono::nanoseconds(0));
        taken = m_shared->native.lock();
        trace::waitEnds();
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
        fail(m_traced, site, trace::Failure::WouldBlock);
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
            wait(m_traced, site, limit);
        taken = m_shared->native.lockFor(limit);
        trace::waitEnds();
    }
    if (taken != RobustLock::Taken::Busy) {
        took(taken, site);
        return true;
    }
    if (seen)
        fail(m_traced, site, trace::Failure::TimedOut);
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
                      static_cast<std::uint32_t>(trace::Misuse::OwnerDied));
}

void process_mutex::unlock(CallSite site) {
    if (!trace::recording()) {
        m_shared->owner.store(0);
        m_shared->native.unlock();
        return;
    }
    schedule::before(schedule::OperationKind::Unlock, m_traced, site);
    const SiteId where = trace::siteId(site);
    const std::uint32_t owner = m_shared->owner.load();
    if (owner != currentLane()) {
        const auto misuse = owner == 0 ? trace::Misuse::UnlockOfFree : trace::Misuse::UnlockByNonOwner;
        trace::append(EventKind::Fault, m_traced.id(), 0, where, Order::Own, owner, static_cast<std::uint32_t>(misuse));
        return;
    }
    trace::append(EventKind::Released, m_traced.id(), m_traced.nextUnderProtection(), where);
    // After the event: the process that takes it over from one that dies here is told whose it was.
    m_shared->owner.store(0);
    m_shared->native.unlock();
}

} // namespace braid
