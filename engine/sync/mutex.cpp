#include "engine/sync/mutex.h"

namespace braid {

using namespace sync;

namespace {

bool takeWithin(std::timed_mutex& native, std::chrono::nanoseconds limit) {
#if defined(__SANITIZE_THREAD__)
    // gcc 12's ThreadSanitizer does not know pthread_mutex_clocklock and takes the later unlock for a mistake.
    return native.try_lock_until(std::chrono::system_clock::now() + limit);
#else
    return native.try_lock_for(limit);
#endif
}

Misuse wrongUnlock(std::uint32_t owner) { return owner == 0 ? Misuse::UnlockOfFree : Misuse::UnlockByNonOwner; }

} // namespace

void mutex::reportWrongUnlock(CallSite site) {
    const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
    reportMisuse(m_traced, wrongUnlock(owner), site, owner);
}

void mutex::reportIfHeld() {
    const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
    if (owner == 0 || !trace::recording())
        return;
    reportMisuse(m_traced, Misuse::DestroyedWhileHeld, CallSite(nullptr, 0), owner);
    if (owner == currentLane())
        m_native.unlock(); // destroying it locked is undefined
}

void timed_mutex::took(SiteId where) {
    const ObjectId object = m_traced.id();
    m_owner.store(currentLane(), std::memory_order_relaxed);
    trace::append(EventKind::Acquired, object, m_traced.nextUnderProtection(), where);
}

void timed_mutex::lock(CallSite site) {
    if (!trace::recording()) {
        m_native.lock();
        return;
    }
    schedule::pass();
    const SiteId where = trace::siteId(site);
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        m_native.lock();
    }
    took(where);
}

bool timed_mutex::try_lock(CallSite site) { return try_lock_for(std::chrono::nanoseconds(0), site); }

bool timed_mutex::try_lock_for(std::chrono::nanoseconds limit, CallSite site) {
    if (!trace::recording())
        return takeWithin(m_native, limit);
    schedule::pass();
    const SiteId where = trace::siteId(site);
    if (!m_native.try_lock()) {
        if (limit.count() <= 0) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::WouldBlock);
            return false;
        }
        reportWait(EventKind::AcquireWait, m_traced, where, limit);
        if (!takeWithin(m_native, limit)) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::TimedOut);
            return false;
        }
    }
    took(where);
    return true;
}

void timed_mutex::unlock(CallSite site) {
    if (!trace::recording()) {
        m_native.unlock();
        return;
    }
    schedule::pass();
    const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
    if (owner != currentLane()) {
        reportMisuse(m_traced, wrongUnlock(owner), site, owner);
        return;
    }
    const ObjectId object = m_traced.id();
    m_owner.store(0, std::memory_order_relaxed);
    trace::append(EventKind::Released, object, m_traced.nextUnderProtection(), trace::siteId(site));
    m_native.unlock();
}

void recursive_mutex::took(SiteId where) {
    const ObjectId object = m_traced.id();
    m_owner.store(currentLane(), std::memory_order_relaxed);
    ++m_depth;
    trace::append(EventKind::Acquired, object, m_traced.nextUnderProtection(), where, Order::Own, m_depth);
}

void recursive_mutex::lock(CallSite site) {
    if (!trace::recording()) {
        m_native.lock();
        return;
    }
    schedule::pass();
    const SiteId where = trace::siteId(site);
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        m_native.lock();
    }
    took(where);
}

bool recursive_mutex::try_lock(CallSite site) {
    if (!trace::recording())
        return m_native.try_lock();
    schedule::pass();
    const SiteId where = trace::siteId(site);
    if (!m_native.try_lock()) {
        reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::WouldBlock);
        return false;
    }
    took(where);
    return true;
}

void recursive_mutex::unlock(CallSite site) {
    if (!trace::recording()) {
        m_native.unlock();
        return;
    }
    schedule::pass();
    const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
    if (owner != currentLane()) {
        reportMisuse(m_traced, wrongUnlock(owner), site, owner);
        return;
    }
    const ObjectId object = m_traced.id();
    if (--m_depth == 0)
        m_owner.store(0, std::memory_order_relaxed);
    trace::append(EventKind::Released, object, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, m_depth);
    m_native.unlock();
}

} // namespace braid
