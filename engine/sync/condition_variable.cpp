#include "engine/sync/condition_variable.h"

#include <utility>

namespace braid {
namespace sync {

/// What condition_variable_any unlocks before it waits and locks when it wakes: tells the trace what happens in between.
class ConditionBase::Adapter {
public:
    Adapter(ConditionLock& lock, TracedObject& condition, const schedule::Limit& limit, TracedObject* stop, CallSite site)
        : m_lock(lock), m_condition(condition), m_stop(stop), m_limit(limit), m_site(site) {
        if (limit)
            m_deadline = schedule::deadlineAfter(*limit);
    }
    [[nodiscard]] bool timed() const { return m_limit.has_value(); }
    [[nodiscard]] schedule::Clock::time_point deadline() const { return m_deadline; }
    /// Of the last wait: it came back after the deadline. What the trace says and what the caller is told.
    [[nodiscard]] bool late() const { return m_late; }

    void unlock() {
        if (trace::recording()) {
            trace::waitBegins();
            const SiteId where = trace::siteId(m_site);
            // Numbered before the lock is given up, so that a notification sent under the lock comes after it.
            trace::append(EventKind::WaitBegin, m_condition.id(), m_condition.next(), where, Order::Own,
                          m_limit ? static_cast<std::uint64_t>(limitOf(*m_limit).count()) : 0);
            if (m_stop != nullptr)
                trace::append(EventKind::AlsoWaits, m_stop->id(), m_stop->last(), where, Order::After, 0,
                              static_cast<std::uint32_t>(EventKind::WaitBegin));
        }
        m_lock.unlock(m_site);
    }

    void lock() {
        m_late = m_limit && schedule::now() >= m_deadline;
        if (trace::recording()) {
            waitEnds();
            trace::append(EventKind::WaitEnd, m_condition.id(), m_condition.next(), trace::siteId(m_site), Order::Own, 0,
                          m_late ? trace::WaitTimedOut : trace::WaitWoken);
        }
        m_lock.lock(m_site);
    }

private:
    ConditionLock& m_lock;
    TracedObject& m_condition;
    TracedObject* m_stop;
    schedule::Limit m_limit;
    schedule::Clock::time_point m_deadline{};
    CallSite m_site;
    bool m_late = false;
};

bool ConditionBase::mayWait(bool holdsLock, CallSite site) {
    if (!trace::recording())
        return true;
    schedule::before(schedule::OperationKind::Wait, m_traced, site);
    if (holdsLock)
        return true;
    reportMisuse(m_traced, Misuse::WaitWithoutLock, site);
    return false;
}

cv_status ConditionBase::waitOnce(ConditionLock& lock, const schedule::Limit& limit, const std::shared_ptr<StopState>& stop, CallSite site) {
    Adapter adapter(lock, m_traced, limit, stop ? &stop->traced() : nullptr, site);
    if (schedule::controlled())
        waitUnderControl(adapter, limit, stop);
    else
        waitFreely(adapter, stop);
    return adapter.late() ? cv_status::timeout : cv_status::no_timeout;
}

void ConditionBase::waitFreely(Adapter& lock, const std::shared_ptr<StopState>& stop) {
    schedule::blockOutside([&] {
        // One wait: the predicate of those with a token says no once, and yes when it is asked again.
        const auto once = [waited = false]() mutable { return std::exchange(waited, true); };
        if (!lock.timed() && !stop)
            m_native.wait(lock);
        else if (!stop)
            m_native.wait_until(lock, lock.deadline());
        else if (!lock.timed())
            m_native.wait(lock, stop->native(), once);
        else
            m_native.wait_until(lock, stop->native(), lock.deadline(), once);
    });
}

void ConditionBase::waitUnderControl(Adapter& lock, const schedule::Limit& limit, const std::shared_ptr<StopState>& stop) {
    bool notified = false;
    m_waiting.push_back(&notified);
    lock.unlock();
    const auto goesOn = [&] { return notified || (stop && stop->requested()); };
    (void)schedule::blockUntil(m_traced, limit, goesOn, goesOn);
    if (!notified)
        std::erase(m_waiting, &notified);
    lock.lock();
}

void ConditionBase::notify(std::uint64_t count, CallSite site) {
    if (trace::recording()) {
        schedule::before(schedule::OperationKind::Notify, m_traced, site);
        trace::append(EventKind::Signal, m_traced.id(), m_traced.next(), trace::siteId(site), Order::Own, count);
    } else {
        gaveUnseen(m_traced, site);
    }
    if (schedule::controlled()) {
        for (; count > 0 && !m_waiting.empty(); --count) {
            *m_waiting.front() = true;
            m_waiting.pop_front();
        }
        return;
    }
    if (count == 1)
        m_native.notify_one();
    else
        m_native.notify_all();
}

} // namespace sync

cv_status condition_variable::waitWithin(unique_lock<mutex>& lock, const schedule::Limit& limit, CallSite site) {
    if (!mayWait(lock.owns_lock() && lock.mutex()->held_by_me(), site))
        return cv_status::no_timeout;
    sync::ConditionLockOf<unique_lock<mutex>> any(lock);
    return waitOnce(any, limit, {}, site);
}

} // namespace braid
