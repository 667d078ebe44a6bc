#include "engine/sync/meeting.h"

namespace braid {

using namespace sync;

void barrier::arrive_and_wait(CallSite site) {
    if (!trace::recording()) {
        m_native.arrive_and_wait();
        return;
    }
    schedule::pass();
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    trace::waitBegins();
    trace::append(EventKind::WaitBegin, object, m_traced.next(), where);
    m_native.arrive_and_wait();
    waitEnds();
    trace::append(EventKind::WaitEnd, object, m_traced.next(), where);
}

void latch::count_down(int n, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::pass();
    int left = m_left.load();
    do {
        if (left < n) {
            if (seen)
                reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
            return;
        }
    } while (!m_left.compare_exchange_weak(left, left - n));
    if (seen) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Signal, object, m_traced.next(), trace::siteId(site), Order::Own,
                      static_cast<std::uint64_t>(n));
    }
    m_native.count_down(n);
}

void latch::wait(CallSite site) {
    if (!trace::recording()) {
        m_native.wait();
        return;
    }
    schedule::pass();
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    if (!m_native.try_wait()) {
        trace::waitBegins();
        trace::append(EventKind::WaitBegin, object, m_traced.next(), where);
        m_native.wait();
        waitEnds();
    }
    trace::append(EventKind::WaitEnd, object, m_traced.next(), where);
}

bool once_flag::enter(CallSite site) {
    if (m_done.load(std::memory_order_acquire))
        return false;
    if (!trace::recording()) {
        m_native.lock();
        if (!m_done.load(std::memory_order_relaxed))
            return true;
        m_native.unlock();
        return false;
    }
    schedule::pass();
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        m_native.lock();
        waitEnds();
    }
    trace::append(EventKind::Acquired, object, m_traced.nextUnderProtection(), where);
    if (!m_done.load(std::memory_order_relaxed))
        return true;
    leave(true, site);
    return false;
}

void once_flag::leave(bool done, CallSite site) {
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Released, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    if (done)
        m_done.store(true, std::memory_order_release);
    m_native.unlock();
}

} // namespace braid
