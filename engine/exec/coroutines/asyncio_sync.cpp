#include "engine/exec/coroutines/asyncio_sync.h"

#include <algorithm>

namespace braid::asyncio {

using exec::ListWait;
using exec::WaitingPlace;
using schedule::OperationKind;
using trace::EventKind;
using trace::Order;

namespace {

task<> acquirePermit(exec::Permits& permits, OperationKind kind, CallSite site) {
    if (permits.take(kind, site))
        co_return;
    WaitingPlace place;
    if (co_await ListWait(permits.waiting(), place, {EventKind::AcquireWait, permits.traced()}, site)) {
        permits.gaveUp(place, trace::Failure::Cancelled, site);
        throw cancelled_error();
    }
    permits.goesOn(place, site);
}

/// The lock is given up once the task waits, before others have the thread.
class NotifyWait : public ListWait {
public:
    NotifyWait(exec::WaitingList& list, WaitingPlace& place, trace::TracedObject& condition, exec::Permits& lock, CallSite site)
        : ListWait(list, place, {EventKind::WaitBegin, condition, Order::Own}, site), m_lock(lock), m_site(site) {}
    void await_suspend(std::coroutine_handle<> here) {
        ListWait::await_suspend(here);
        if (waited())
            m_lock.give(1, m_site, false);
    }

private:
    exec::Permits& m_lock;
    CallSite m_site;
};

} // namespace

task<> lock::acquire(CallSite site) { return acquirePermit(m_permits, OperationKind::Lock, site); }

semaphore::semaphore(trace::ObjectKind kind, int permits, int most, std::string name) : m_permits(kind, permits, most, std::move(name)) {
    if (permits < 0)
        throw std::invalid_argument("a semaphore begins with 0 or more permits");
}

task<> semaphore::acquire(CallSite site) { return acquirePermit(m_permits, OperationKind::Acquire, site); }

task<> event::wait(CallSite site) {
    if (m_flag.check(site))
        co_return;
    WaitingPlace place;
    const bool cancelled = co_await ListWait(m_flag.waiting(), place, {EventKind::WaitBegin, m_flag.traced()}, site);
    m_flag.goesOn(cancelled ? trace::WaitInVain : trace::WaitWoken, site);
    if (cancelled)
        throw cancelled_error();
}

void condition::mustBeLocked() const {
    if (!m_lock.locked())
        throw std::runtime_error("a condition is used by who holds its lock");
}

task<> condition::wait(CallSite site) {
    mustBeLocked();
    if (trace::recording())
        schedule::before(OperationKind::Wait, m_traced, site);
    WaitingPlace place;
    NotifyWait wait(m_waiting, place, m_traced, m_lock.m_permits, site);
    bool cancelled = co_await wait;
    if (!wait.waited())
        throw cancelled_error();
    place.leave();
    if (cancelled && place.granted) // the notification is another one's
        wakeNext();
    if (trace::recording())
        trace::append(EventKind::WaitEnd, m_traced.id(), m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, 0,
                      cancelled ? trace::WaitInVain : trace::WaitWoken);
    for (bool taken = false; !taken;) {
        try {
            co_await m_lock.acquire(site);
            taken = true;
        } catch (const cancelled_error&) {
            cancelled = true;
        }
    }
    if (cancelled)
        throw cancelled_error();
}

void condition::signal(std::uint64_t most, CallSite site) {
    mustBeLocked();
    if (trace::recording()) {
        schedule::before(OperationKind::Notify, m_traced, site);
        trace::append(EventKind::Signal, m_traced.id(), m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, most);
    }
    while (most-- > 0 && wakeNext()) {
    }
}

bool condition::wakeNext() {
    WaitingPlace* const next = m_waiting.wakeFirst();
    if (next != nullptr)
        next->granted = true;
    return next != nullptr;
}

void condition::notify(int n, CallSite site) { signal(static_cast<std::uint64_t>(std::max(n, 0)), site); }
void condition::notify_all(CallSite site) { signal(~std::uint64_t{0}, site); }

} // namespace braid::asyncio
