#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <string>
#include <utility>

namespace braid {

/// Instrumented std::latch: a count that only goes down; at 0 it is open for good.
///
/// | count | count_down(n)                                      | wait()  | try_wait() |
/// |-------|----------------------------------------------------|---------|------------|
/// | k > 0 | k − n; at 0 all waiters go on; finding where n > k | blocks  | false      |
/// | 0     | finding                                            | goes on | true       |
///
/// A std::mutex and a std::condition_variable inside: std::latch knows no time limit. Thread-safe. Whatever a lane did before
/// count_down is visible to those who got past wait.
class latch {
public:
    /// count ≥ 0.
    explicit latch(int count, std::string name = {})
        : m_left(count), m_traced(sync::ObjectKind::Latch, std::move(name), count) {}

    /// n ≥ 1. More than is left is a finding and changes nothing.
    void count_down(int n = 1, CallSite site = {});
    /// True at 0. Unlike std's it is never false without reason. Not recorded.
    [[nodiscard]] bool try_wait() const;
    void wait(CallSite site = {}) { (void)waitWithin({}, site); }
    /// False where `limit` was over before it was open. A limit ≤ 0 only looks.
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {}) { return waitWithin(limit, site); }
    void arrive_and_wait(int n = 1, CallSite site = {}) {
        count_down(n, site);
        wait(site);
    }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

private:
    bool waitWithin(const schedule::Limit& limit, CallSite site);

    mutable sync::ForkSafeMutex m_native;
    sync::ForkSafeCondition<std::condition_variable> m_opened;
    int m_left BRAID_GUARDED_BY(m_native);
    sync::TracedObject m_traced; ///< numbered under m_native
};

} // namespace braid
