#pragma once

#include "engine/sync/recorded.h"

#include <semaphore.h>

namespace braid {

/// An instrumented counting semaphore: POSIX sem_t inside, std::counting_semaphore's names outside.
///
/// | permits left | acquire()   | try_acquire() | release(n)                    |
/// |--------------|-------------|---------------|-------------------------------|
/// | 0            | blocks      | false         | n, up to n waiters go on      |
/// | k > 0        | k − 1       | true, k − 1   | k + n                         |
///
/// Any lane may release, also one that never acquired. Thread-safe. In the order of the trace the permits never fall
/// below 0: a release is numbered before it takes effect, an acquisition after.
class semaphore {
public:
    /// 0 ≤ permits ≤ SEM_VALUE_MAX.
    explicit semaphore(int permits, std::string name = {})
        : semaphore(sync::ObjectKind::Semaphore, permits, std::move(name)) {}
    ~semaphore() { sem_destroy(&m_native); }
    semaphore(const semaphore&) = delete;
    semaphore& operator=(const semaphore&) = delete;

    void acquire(CallSite site = {});
    [[nodiscard]] bool try_acquire(CallSite site = {}) { return try_acquire_for(std::chrono::nanoseconds(0), site); }
    /// False when `limit` was over before a permit was free. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_acquire_for(std::chrono::nanoseconds limit, CallSite site = {});
    /// Gives `count` ≥ 0 permits.
    void release(int count = 1, CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

protected:
    semaphore(sync::ObjectKind kind, int permits, std::string name);
    sync::TracedObject m_traced;

private:
    void took(SiteId where);
    sem_t m_native;
};

/// A semaphore that never holds more permits than it began with (Python's BoundedSemaphore): a release too many is a
/// finding and changes nothing.
class bounded_semaphore : public semaphore {
public:
    explicit bounded_semaphore(int permits, std::string name = {})
        : semaphore(sync::ObjectKind::BoundedSemaphore, permits, std::move(name)) {}

    void acquire(CallSite site = {}) {
        semaphore::acquire(site);
        m_out.fetch_add(1);
    }
    [[nodiscard]] bool try_acquire(CallSite site = {}) { return try_acquire_for(std::chrono::nanoseconds(0), site); }
    [[nodiscard]] bool try_acquire_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        if (!semaphore::try_acquire_for(limit, site))
            return false;
        m_out.fetch_add(1);
        return true;
    }
    /// False, and a finding, where so many were not out.
    bool release(int count = 1, CallSite site = {});

private:
    std::atomic<int> m_out{0}; ///< permits taken and not given back
};

} // namespace braid
