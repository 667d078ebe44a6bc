#include "engine/sync/meeting.h"

namespace braid {

using namespace sync;

void barrier::arrive_and_wait(CallSite site) {
    if (!trace::recording()) {
        schedule::blockOutside([this] { m_native.arrive_and_wait(); });
        return;
    }
    schedule::before(schedule::OperationKind::Arrive, m_traced, site);
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    trace::waitBegins();
    trace::append(EventKind::WaitBegin, object, m_traced.next(), where);
    const bool lastOfRound = schedule::controlled() && arriveUnderControl();
    const std::uint64_t round = m_round;
    if (!lastOfRound)
        schedule::blockUntil(
            m_traced, {}, [this, round] { return m_round != round; }, [this] { m_native.arrive_and_wait(); });
    waitEnds();
    trace::append(EventKind::WaitEnd, object, m_traced.next(), where);
}

bool barrier::arriveUnderControl() {
    if (++m_come < m_expected)
        return false;
    m_come = 0;
    ++m_round;
    return true;
}

void latch::count_down(int n, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::CountDown, m_traced, site);
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
        schedule::blockOutside([this] { m_native.wait(); });
        return;
    }
    schedule::before(schedule::OperationKind::Wait, m_traced, site);
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    if (!m_native.try_wait()) {
        trace::waitBegins();
        trace::append(EventKind::WaitBegin, object, m_traced.next(), where);
        schedule::blockUntil(
            m_traced, {}, [this] { return m_native.try_wait(); }, [this] { m_native.wait(); });
        waitEnds();
    }
    trace::append(EventKind::WaitEnd, object, m_traced.next(), where);
}

bool once_flag::enter(CallSite site) {
    if (m_done.load(std::memory_order_acquire))
        return false;
    if (!trace::recording()) {
        schedule::blockOutside([this] { m_native.lock(); });
        if (!m_done.load(std::memory_order_relaxed))
            return true;
        m_native.unlock();
        return false;
    }
    schedule::before(schedule::OperationKind::CallOnce, m_traced, site);
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        schedule::blockUntil(
            m_traced, {}, [this] { return m_native.try_lock(); }, [this] { m_native.lock(); });
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
