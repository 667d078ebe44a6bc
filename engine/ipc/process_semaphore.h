#pragma once

#include "engine/ipc/shared_memory.h"
#include "engine/sync/recorded.h"

#include <atomic>
#include <chrono>
#include <semaphore.h>
#include <string>

namespace braid {

/// A counting semaphore for several processes (Python's multiprocessing.Semaphore, std::counting_semaphore's names): made before
/// the fork, it is the same one in the parent and its children. A real POSIX sem_t in shared memory.
///
/// | permits left | acquire()   | try_acquire() | release(n)                    |
/// |--------------|-------------|---------------|-------------------------------|
/// | 0            | blocks      | false         | n, up to n waiters go on      |
/// | k > 0        | k − 1       | true, k − 1   | k + n                         |
///
/// Any process may release, also one that never acquired. What a process that dies has acquired is not given back, as in Python.
/// Thread-safe, between processes too. In the order of the trace the permits never fall below 0.
class process_semaphore {
public:
    /// 0 ≤ permits ≤ SEM_VALUE_MAX.
    explicit process_semaphore(int permits = 1, std::string name = {})
        : process_semaphore(sync::ObjectKind::Semaphore, permits, std::move(name)) {}

    void acquire(CallSite site = {});
    [[nodiscard]] bool try_acquire(CallSite site = {}) { return try_acquire_for(std::chrono::nanoseconds(0), site); }
    /// False when `limit` was over before a permit was free. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_acquire_for(std::chrono::nanoseconds limit, CallSite site = {});
    /// Gives `count` ≥ 0 permits.
    void release(int count = 1, CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

protected:
    process_semaphore(sync::ObjectKind kind, int permits, std::string name);
    /// In shared memory.
    struct Shared {
        explicit Shared(int permits) { sem_init(&native, 1, static_cast<unsigned>(permits)); }
        sem_t native;
        std::atomic<int> out{0}; ///< permits taken and not given back, of a bounded one
    };
    shared_memory<Shared> m_shared;
    trace::SharedTracedObject m_traced;

private:
    void took(SiteId where);
};

/// One that never holds more permits than it began with (Python's multiprocessing.BoundedSemaphore): a release too many is a
/// finding and changes nothing.
class process_bounded_semaphore : public process_semaphore {
public:
    explicit process_bounded_semaphore(int permits = 1, std::string name = {})
        : process_semaphore(sync::ObjectKind::BoundedSemaphore, permits, std::move(name)) {}

    /// False, and a finding, where so many were not out.
    bool release(int count = 1, CallSite site = {});
};

} // namespace braid
