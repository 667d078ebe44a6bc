#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"

#include <deque>

namespace braid {

enum class cv_status {
    no_timeout,
    timeout
};

/// Instrumented std::condition_variable. std::condition_variable_any inside, so that giving the lock up and taking it
/// back are events of the lock itself: a lane that was notified and now queues for the lock is shown as blocked on the
/// lock. Waiting without holding the lock is a finding and returns at once. Spurious wake-ups may happen, as in std.
/// Thread-safe.
class condition_variable {
public:
    explicit condition_variable(std::string name = {})
        : m_traced(sync::ObjectKind::ConditionVariable, std::move(name)) {}

    void wait(unique_lock<mutex>& lock, CallSite site = {});
    template <class Predicate>
    void wait(unique_lock<mutex>& lock, Predicate stopWaiting, CallSite site = {}) {
        while (!stopWaiting())
            wait(lock, site);
    }
    cv_status wait_for(unique_lock<mutex>& lock, std::chrono::nanoseconds limit, CallSite site = {});
    /// What the predicate says at the end.
    template <class Predicate>
    bool wait_for(unique_lock<mutex>& lock, std::chrono::nanoseconds limit, Predicate stopWaiting, CallSite site = {}) {
        const auto deadline = schedule::deadlineAfter(limit);
        while (!stopWaiting()) {
            if (wait_for(lock, deadline - schedule::now(), site) == cv_status::timeout)
                return stopWaiting();
        }
        return true;
    }
    void notify_one(CallSite site = {}) { notify(1, site); }
    void notify_all(CallSite site = {}) { notify(~std::uint64_t{0}, site); }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

private:
    void notify(std::uint64_t count, CallSite site);
    template <class Lock>
    void waitUnderControl(Lock& lock, const schedule::Limit& limit);
    sync::ForkSafeCondition<std::condition_variable_any> m_native;
    /// Under a schedule, longest first: where each waiter is told. Only the lane that has the turn uses it.
    std::deque<bool*> m_waiting;
    sync::TracedObject m_traced;
};

} // namespace braid
