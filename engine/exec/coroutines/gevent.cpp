#include "engine/exec/coroutines/gevent.h"

namespace braid::gevent {

using exec::WaitingPlace;
using schedule::Limit;
using schedule::OperationKind;
using trace::EventKind;
using trace::Failure;

namespace {

/// It is not to wait at all.
bool onlyTries(const Limit& limit) { return limit && limit->count() <= 0; }

bool take(hub& in, exec::Permits& permits, OperationKind wait, OperationKind attempt, const Limit& limit, CallSite site) {
    if (permits.take(onlyTries(limit) ? attempt : wait, site))
        return true;
    if (onlyTries(limit)) {
        permits.notTaken(site);
        return false;
    }
    WaitingPlace place;
    try {
        if (in.await(permits.waiting(), place, {EventKind::AcquireWait, permits.traced()}, limit, site)) {
            permits.goesOn(place, site);
            return true;
        }
    } catch (const fiber_exit&) {
        if (!place.listGone)
            permits.gaveUp(place, Failure::Cancelled, site);
        throw;
    }
    permits.gaveUp(place, Failure::TimedOut, site);
    return false;
}

} // namespace

bool semaphore::acquireWithin(const Limit& limit, CallSite site) {
    return take(m_hub, m_permits, OperationKind::Acquire, OperationKind::TryAcquire, limit, site);
}

void rlock::say(EventKind kind, CallSite site) {
    if (!trace::recording())
        return;
    trace::TracedObject& traced = m_permits.traced();
    const ObjectId object = traced.id();
    trace::append(kind, object, traced.nextUnderProtection(), trace::siteId(site), trace::Order::Own, static_cast<std::uint64_t>(m_depth));
}

bool rlock::acquireWithin(const Limit& limit, CallSite site) {
    if (depth() == 0) {
        if (!take(m_hub, m_permits, OperationKind::Lock, OperationKind::TryLock, limit, site))
            return false;
        m_owner = m_hub.current();
        m_depth = 1;
        return true;
    }
    if (trace::recording())
        schedule::before(OperationKind::Lock, m_permits.traced(), site);
    ++m_depth;
    say(EventKind::Acquired, site);
    return true;
}

void rlock::release(CallSite site) {
    if (m_depth == 0 || depth() == 1) {
        m_depth = 0;
        m_owner = nullptr;
        m_permits.give(1, site);
        return;
    }
    if (trace::recording())
        schedule::before(OperationKind::Unlock, m_permits.traced(), site);
    if (depth() == 0) {
        if (trace::recording())
            sync::reportMisuse(m_permits.traced(), trace::Misuse::UnlockByNonOwner, site, m_permits.holder());
        return;
    }
    --m_depth;
    say(EventKind::Released, site);
}

bool event::waitWithin(const Limit& limit, CallSite site) {
    if (m_flag.check(site))
        return true;
    bool woken = false;
    if (!onlyTries(limit)) {
        WaitingPlace place;
        try {
            woken = m_hub.await(m_flag.waiting(), place, {EventKind::WaitBegin, m_flag.traced()}, limit, site);
        } catch (const fiber_exit&) {
            if (!place.listGone)
                m_flag.goesOn(trace::WaitInVain, site);
            throw;
        }
    }
    m_flag.goesOn(woken ? trace::WaitWoken : trace::WaitTimedOut, site);
    return woken;
}

namespace {

/// In `list` until `ready`, at most `limit` in all. False where that was over. Where it is killed, `killed` is called, unless what is
/// waited for is gone.
template <class Ready, class Killed>
bool awaitReady(hub& in, exec::WaitingList& list, exec::QueueCounts& counts, EventKind kind, const Limit& limit, CallSite site, Ready ready, Killed killed) {
    const auto deadline = limit ? schedule::deadlineAfter(*limit) : schedule::Clock::time_point::max();
    for (EventKind wait = kind; !ready(); wait = EventKind::None) { // another one may have been quicker
        WaitingPlace place;
        const Limit left = limit ? Limit(deadline - schedule::now()) : std::nullopt;
        try {
            if (!in.await(list, place, {wait, counts.traced()}, left, site))
                return ready();
        } catch (const fiber_exit&) {
            if (!place.listGone)
                killed();
            throw;
        }
    }
    return true;
}

Limit limitOf(bool block, const Limit& timeout) { return block ? timeout : Limit(std::chrono::nanoseconds(0)); }

} // namespace

void queue_base::awaitRoom(const put_options& how, CallSite site) {
    m_counts.pass(OperationKind::Put, site);
    const Limit limit = limitOf(how.block, how.timeout);
    const auto hasRoom = [this] { return m_counts.hasRoom(); };
    const auto killed = [this, site] { m_counts.failed(EventKind::PutFailed, Failure::Cancelled, site); };
    if (hasRoom() || (!onlyTries(limit) && awaitReady(m_hub, m_counts.putters, m_counts, EventKind::PutWait, limit, site, hasRoom, killed)))
        return;
    m_counts.failed(EventKind::PutFailed, onlyTries(limit) ? Failure::Full : Failure::TimedOut, site);
    throw braid::full();
}

void queue_base::awaitItem(const get_options& how, CallSite site) {
    m_counts.pass(OperationKind::Get, site);
    const Limit limit = limitOf(how.block, how.timeout);
    const auto hasItem = [this] { return m_counts.hasItem(); };
    const auto killed = [this, site] { m_counts.failed(EventKind::GetFailed, Failure::Cancelled, site); };
    if (hasItem() || (!onlyTries(limit) && awaitReady(m_hub, m_counts.getters, m_counts, EventKind::GetWait, limit, site, hasItem, killed)))
        return;
    m_counts.failed(EventKind::GetFailed, onlyTries(limit) ? Failure::Empty : Failure::TimedOut, site);
    throw braid::empty();
}

void queue_base::join(CallSite site) {
    m_counts.pass(OperationKind::Drain, site);
    (void)awaitReady(
        m_hub, m_counts.joiners, m_counts, EventKind::DrainWait, {}, site, [this] { return m_counts.allDone(); },
        [this, site] { m_counts.drained(trace::WaitInVain, site); });
    m_counts.drained(trace::WaitWoken, site);
}

} // namespace braid::gevent
