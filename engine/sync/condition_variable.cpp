#include "engine/sync/condition_variable.h"

#include <optional>

namespace braid {

using namespace sync;

namespace {

/// What condition_variable_any unlocks before it waits and locks when it wakes: tells the trace what happens in between.
class NativeLockAdapter {
public:
    NativeLockAdapter(unique_lock<mutex>& lock, TracedObject& condition, std::optional<std::chrono::nanoseconds> limit, CallSite site)
        : m_lock(lock), m_condition(condition), m_limit(limit), m_site(site) {
        if (limit)
            m_deadline = schedule::deadlineAfter(*limit);
    }
    [[nodiscard]] schedule::Clock::time_point deadline() const { return m_deadline; }
    /// Of the last wait: it came back after the deadline. What the trace says and what the caller is told.
    [[nodiscard]] bool late() const { return m_late; }

    void unlock() {
        if (trace::recording()) {
            trace::waitBegins();
            // Numbered before the lock is given up, so that a notification sent under the lock comes after it.
            trace::append(EventKind::WaitBegin, m_condition.id(), m_condition.next(), trace::siteId(m_site), Order::Own,
                          m_limit ? static_cast<std::uint64_t>(limitOf(*m_limit).count()) : 0);
        }
        m_lock.unlock(m_site);
    }

    void lock() {
        m_late = m_limit && schedule::now() >= m_deadline;
        if (trace::recording()) {
            waitEnds();
            trace::append(EventKind::WaitEnd, m_condition.id(), m_condition.next(), trace::siteId(m_site), Order::Own, 0,
                          m_late ? 1 : 0);
        }
        m_lock.lock(m_site);
    }

private:
    unique_lock<mutex>& m_lock;
    TracedObject& m_condition;
    std::optional<std::chrono::nanoseconds> m_limit;
    schedule::Clock::time_point m_deadline{};
    CallSite m_site;
    bool m_late = false;
};

bool mayWait(const unique_lock<mutex>& lock, TracedObject& condition, CallSite site) {
    if (!trace::recording())
        return true;
    schedule::before(schedule::OperationKind::Wait, condition, site);
    if (lock.owns_lock() && lock.mutex()->held_by_me())
        return true;
    reportMisuse(condition, Misuse::WaitWithoutLock, site);
    return false;
}

} // namespace

void condition_variable::wait(unique_lock<mutex>& lock, CallSite site) {
    if (!mayWait(lock, m_traced, site))
        return;
    NativeLockAdapter adapter(lock, m_traced, std::nullopt, site);
    if (schedule::controlled())
        waitUnderControl(adapter, {});
    else
        schedule::blockOutside([&] { m_native.wait(adapter); });
}

cv_status condition_variable::wait_for(unique_lock<mutex>& lock, std::chrono::nanoseconds limit, CallSite site) {
    if (!mayWait(lock, m_traced, site))
        return cv_status::no_timeout;
    NativeLockAdapter adapter(lock, m_traced, limit, site);
    if (schedule::controlled())
        waitUnderControl(adapter, limit);
    else
        schedule::blockOutside([&] { m_native.wait_until(adapter, adapter.deadline()); });
    return adapter.late() ? cv_status::timeout : cv_status::no_timeout;
}

template <class Lock>
void condition_variable::waitUnderControl(Lock& lock, const schedule::Limit& limit) {
    bool notified = false;
    m_waiting.push_back(&notified);
    lock.unlock();
    const auto isNotified = [&notified] { return notified; };
    if (!schedule::blockUntil(m_traced, limit, isNotified, isNotified))
        std::erase(m_waiting, &notified);
    lock.lock();
}

void condition_variable::notify(std::uint64_t count, CallSite site) {
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

} // namespace braid
