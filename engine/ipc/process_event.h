#pragma once

#include "engine/ipc/changes.h"
#include "engine/ipc/robust_lock.h"
#include "engine/ipc/shared_memory.h"
#include "engine/sync/recorded.h"

#include <chrono>
#include <string>

namespace braid {

/// A flag that processes wait for (Python's multiprocessing.Event): made before the fork, it is the same one in the parent and its
/// children.
///
/// | flag  | wait()       | set()                      | clear() |
/// |-------|--------------|----------------------------|---------|
/// | down  | blocks       | up; all waiters go on      | down    |
/// | up    | goes on      | up                         | down    |
///
/// Who waits when it is set goes on, also where it is cleared right afterwards. A process that dies in the midst of an operation
/// leaves nothing locked. Thread-safe, between processes too.
class process_event {
public:
    explicit process_event(std::string name = {});

    void wait(CallSite site = {}) { (void)waitUpTo({}, site); }
    /// False when `limit` was over before the flag went up. A limit ≤ 0 only looks.
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {}) { return waitUpTo(limit, site); }
    void set(CallSite site = {});
    void clear(CallSite site = {});
    [[nodiscard]] bool is_set() const;

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

private:
    bool waitUpTo(const schedule::Limit& limit, CallSite site);
    /// In shared memory.
    struct Shared {
        ipc::RobustLock lock;
        bool up = false;   ///< guarded by lock
        ipc::Changes sets; ///< so far
    };
    void lock() const;

    shared_memory<Shared> m_shared;
    trace::SharedTracedObject m_traced; ///< numbered under m_shared->lock
};

} // namespace braid
