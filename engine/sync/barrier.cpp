#include "engine/sync/barrier.h"

namespace braid {

using namespace sync;

void barrier::beginRound() {
    m_come = 0;
    m_expected = m_remaining;
    ++m_round;
    m_changed.notify_all();
}

void barrier::breakIt(CallSite site) {
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::BarrierBroken, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    m_broken = true;
    m_lastBroken = m_round;
    m_changed.notify_all();
}

BRAID_UNCHECKED_LOCKING void barrier::arrive(NativeLock& lock) {
    if (++m_come < m_expected)
        return;
    if (m_completion) {
        lock.unlock();
        try {
            m_completion();
        } catch (...) {
            lock.lock();
            breakIt(CallSite(nullptr, 0));
            throw;
        }
        lock.lock();
    }
    beginRound();
}

void barrier::arriveAndWait(const schedule::Limit& limit, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Arrive, m_traced, site);
    else
        gaveUnseen(m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    const ObjectId object = seen ? m_traced.id() : ObjectId{};
    NativeLock lock(m_native);
    const std::uint64_t round = m_round;
    bool inTime = true;
    const auto goesOn = [&, this](std::uint32_t how) {
        m_native.assertHeld();
        if (seen)
            trace::append(EventKind::WaitEnd, object, m_traced.nextUnderProtection(), where, Order::Own, 0, how);
    };
    if (!m_broken) {
        if (seen) {
            trace::waitBegins();
            trace::append(EventKind::WaitBegin, object, m_traced.nextUnderProtection(), where, Order::Own,
                          limit ? static_cast<std::uint64_t>(limitOf(*limit).count()) : 0);
        }
        const auto isOver = [this, round] {
            m_native.assertHeld();
            return m_round != round || m_broken;
        };
        try {
            arrive(lock);
        } catch (...) {
            if (seen)
                waitEnds();
            goesOn(trace::WaitInVain);
            throw;
        }
        inTime = schedule::blockUntil(object, limit, lock, m_changed, isOver);
        if (!inTime)
            breakIt(site);
        if (seen)
            waitEnds();
    }
    const bool broken = m_broken || m_lastBroken == round;
    goesOn(!inTime ? trace::WaitTimedOut : broken ? trace::WaitInVain
                                                  : trace::WaitWoken);
    if (broken)
        throw broken_barrier();
}

void barrier::arrive_and_drop(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Arrive, m_traced, site);
    else
        gaveUnseen(m_traced, site);
    NativeLock lock(m_native);
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::BarrierDropped, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    --m_remaining;
    if (m_broken)
        m_expected = m_remaining;
    else
        arrive(lock);
}

void barrier::abort(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Break, m_traced, site);
    const NativeLock lock(m_native);
    breakIt(site);
}

void barrier::reset(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Clear, m_traced, site);
    const NativeLock lock(m_native);
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Clear, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    if (m_come > 0)
        m_lastBroken = m_round;
    m_broken = false;
    beginRound();
}

bool barrier::broken() const {
    const NativeLock lock(m_native);
    return m_broken;
}

int barrier::parties() const {
    const NativeLock lock(m_native);
    return m_expected;
}

int barrier::n_waiting() const {
    const NativeLock lock(m_native);
    return m_come;
}

} // namespace braid
