#pragma once

#include "engine/ipc/robust_lock.h"
#include "engine/ipc/shared_memory.h"
#include "engine/schedule/scheduling_point.h"
#include "engine/trace/recording/shared_traced_object.h"

#include <atomic>
#include <chrono>
#include <string>

namespace braid {

/// An instrumented mutex for several processes (Python's multiprocessing.Lock, but owned): made before the fork, it is the
/// same lock in the parent and its children. Wraps a real robust pthread mutex.
///
/// | state              | lock()                                    | try_lock() | unlock()                      |
/// |--------------------|-------------------------------------------|------------|-------------------------------|
/// | free               | mine                                      | true       | finding, stays free           |
/// | held by me         | blocks for ever (finding: a cycle of one) | false      | free; one waiter goes on |
/// | held by another    | blocks                                    | false      | finding, stays with its owner |
/// | owner's process died | mine, and a finding says so             | true       | finding                       |
///
/// Thread-safe, between processes too. Lockable. What it guards may be half changed where its owner died: owner_died()
/// tells the new owner.
class process_mutex {
public:
    explicit process_mutex(std::string name = {});

    void lock(CallSite site = {});
    [[nodiscard]] bool try_lock(CallSite site = {});
    [[nodiscard]] bool try_lock_for(std::chrono::nanoseconds limit, CallSite site = {});
    void unlock(CallSite site = {});

    /// For the owner: it took the lock over from a process that died with it.
    [[nodiscard]] bool owner_died() const { return m_shared->tookOver; }
    /// True where the calling lane holds the lock (false in a thread that does not record).
    [[nodiscard]] bool held_by_me() const { return trace::recording() && m_shared->owner.load() == trace::t_writer.lane; }
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

private:
    struct Shared {
        ipc::RobustLock native;
        std::atomic<std::uint32_t> owner{0}; ///< the lane that holds it while the holder records, else 0
        bool tookOver = false;               ///< guarded by native
    };
    void took(ipc::RobustLock::Taken taken, CallSite site);

    shared_memory<Shared> m_shared;
    trace::SharedTracedObject m_traced; ///< numbered under m_shared->native
};

} // namespace braid
