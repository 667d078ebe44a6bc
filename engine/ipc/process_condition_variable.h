#pragma once

#include "engine/ipc/changes.h"
#include "engine/ipc/process_mutex.h"
#include "engine/sync/condition_variable.h"

#include <chrono>
#include <optional>
#include <string>

namespace braid {

/// A condition variable for several processes (Python's multiprocessing.Condition, std::condition_variable's names): made before
/// the fork, it is the same one in the parent and its children, and goes with a process_mutex.
///
/// | waiting | wait()                              | notify_one()      | notify(n), notify_all() |
/// |---------|-------------------------------------|-------------------|-------------------------|
/// | nobody  | gives the mutex up, blocks          | no effect         | no effect               |
/// | some    | as well                             | one of them wakes | n of them, all          |
///
/// Who wakes takes the mutex back first. Waiting without holding the mutex is a finding and returns at once. Spurious wake-ups
/// may happen, as in std. It keeps nothing of those who wait, so that one that is killed meanwhile takes no later notification
/// away. Thread-safe, between processes too.
class process_condition_variable {
public:
    explicit process_condition_variable(std::string name = {});

    void wait(unique_lock<process_mutex>& lock, CallSite site = {}) { (void)waitUpTo(lock, {}, site); }
    template <class Predicate>
    void wait(unique_lock<process_mutex>& lock, Predicate stopWaiting, CallSite site = {}) {
        while (!stopWaiting())
            wait(lock, site);
    }
    cv_status wait_for(unique_lock<process_mutex>& lock, std::chrono::nanoseconds limit, CallSite site = {}) {
        return waitUpTo(lock, limit, site);
    }
    /// What the predicate says at the end.
    template <class Predicate>
    bool wait_for(unique_lock<process_mutex>& lock, std::chrono::nanoseconds limit, Predicate stopWaiting, CallSite site = {}) {
        const auto deadline = schedule::deadlineAfter(limit);
        while (!stopWaiting()) {
            if (wait_for(lock, deadline - schedule::now(), site) == cv_status::timeout)
                return stopWaiting();
        }
        return true;
    }
    void notify_one(CallSite site = {}) { notify(1, site); }
    /// Wakes `count` ≥ 1 of those who wait.
    void notify(std::uint32_t count, CallSite site = {});
    void notify_all(CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

private:
    cv_status waitUpTo(unique_lock<process_mutex>& lock, const schedule::Limit& limit, CallSite site);
    void tell(std::uint64_t count, CallSite site);

    shared_memory<ipc::Changes> m_shared;
    trace::SharedTracedObject m_traced;
};

} // namespace braid
