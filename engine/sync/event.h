#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

namespace braid {

/// A flag to wait for (Python's threading.Event): std::mutex and std::condition_variable inside.
///
/// | flag  | wait()       | set()                      | clear() |
/// |-------|--------------|----------------------------|---------|
/// | down  | blocks       | up; all waiters go on      | down    |
/// | up    | goes on      | up                         | down    |
///
/// Whatever a lane did before set() is visible to those its set() let go on. Thread-safe.
class event {
public:
    explicit event(std::string name = {}) : m_traced(sync::ObjectKind::Event, std::move(name)) {}

    void wait(CallSite site = {});
    /// False when `limit` was over before the flag went up. A limit ≤ 0 only looks.
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {});
    void set(CallSite site = {});
    void clear(CallSite site = {});
    [[nodiscard]] bool is_set() const;

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

private:
    bool waitUpTo(const std::chrono::nanoseconds* limit, CallSite site);
    mutable sync::ForkSafeMutex m_native;
    sync::ForkSafeCondition<std::condition_variable> m_changed;
    bool m_flag BRAID_GUARDED_BY(m_native) = false;
    sync::TracedObject m_traced; ///< numbered under m_native
};

} // namespace braid
