#pragma once

#include "engine/sync/recorded.h"

#include <mutex>

namespace braid {

/// std::mutex that is seen.
///
/// | state              | lock()                    | try_lock() | unlock()                      |
/// |--------------------|---------------------------|------------|-------------------------------|
/// | free               | held by me                | true, held | finding, stays free           |
/// | held by me         | blocks for ever (finding: a cycle of one) | false | free; one waiter goes on |
/// | held by another    | blocks                    | false      | finding, stays with its owner |
///
/// Wraps a real std::mutex. Thread-safe. Lockable, so std::lock_guard and std::scoped_lock work (braid::lock_guard
/// also records the caller's line). Invariant: m_owner is the lane that holds the lock while the holder records, else 0.
/// A recording must begin and end while the lock is free.
class mutex {
public:
    explicit mutex(std::string name = {}) : m_traced(sync::ObjectKind::Mutex, std::move(name)) {}
    ~mutex() { reportIfHeld(); }

    void lock(CallSite site = {}) {
        if (!trace::recording()) {
            m_native.lock();
            return;
        }
        schedule::pass();
        const SiteId where = trace::siteId(site);
        if (!m_native.try_lock()) [[unlikely]] {
            sync::reportWait(sync::EventKind::AcquireWait, m_traced, where);
            m_native.lock();
        }
        took(where);
    }

    [[nodiscard]] bool try_lock(CallSite site = {}) {
        if (!trace::recording())
            return m_native.try_lock();
        schedule::pass();
        const SiteId where = trace::siteId(site);
        if (!m_native.try_lock()) {
            sync::reportFailure(sync::EventKind::AcquireFailed, m_traced, where, sync::Failure::WouldBlock);
            return false;
        }
        took(where);
        return true;
    }

    void unlock(CallSite site = {}) {
        if (!trace::recording()) {
            m_native.unlock();
            return;
        }
        schedule::pass();
        if (m_owner.load(std::memory_order_relaxed) != sync::currentLane()) [[unlikely]] {
            reportWrongUnlock(site);
            return;
        }
        const ObjectId object = m_traced.id();
        m_owner.store(0, std::memory_order_relaxed);
        trace::append(sync::EventKind::Released, object, m_traced.nextUnderProtection(), trace::siteId(site));
        m_native.unlock();
    }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// True where the calling lane holds the lock (false in a thread that does not record).
    [[nodiscard]] bool held_by_me() const {
        return trace::recording() && m_owner.load(std::memory_order_relaxed) == sync::currentLane();
    }

private:
    void took(SiteId where) {
        const ObjectId object = m_traced.id();
        m_owner.store(sync::currentLane(), std::memory_order_relaxed);
        trace::append(sync::EventKind::Acquired, object, m_traced.nextUnderProtection(), where);
    }
    void reportWrongUnlock(CallSite site);
    void reportIfHeld();

    std::mutex m_native;
    std::atomic<std::uint32_t> m_owner{0};
    sync::TracedObject m_traced;
};

/// std::timed_mutex that is seen: as braid::mutex, and try_lock_for/try_lock_until give up after a while.
class timed_mutex {
public:
    explicit timed_mutex(std::string name = {}) : m_traced(sync::ObjectKind::TimedMutex, std::move(name)) {}

    void lock(CallSite site = {});
    [[nodiscard]] bool try_lock(CallSite site = {});
    /// False when `limit` was over before the lock could be had. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_lock_for(std::chrono::nanoseconds limit, CallSite site = {});
    template <class Clock, class Duration>
    [[nodiscard]] bool try_lock_until(std::chrono::time_point<Clock, Duration> deadline, CallSite site = {}) {
        return try_lock_for(std::chrono::duration_cast<std::chrono::nanoseconds>(deadline - Clock::now()), site);
    }
    void unlock(CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    void took(SiteId where);
    std::timed_mutex m_native;
    std::atomic<std::uint32_t> m_owner{0};
    sync::TracedObject m_traced;
};

/// std::recursive_mutex that is seen: its owner may take it again; it is free when it was released as often.
///
/// | state            | lock()        | unlock()                    |
/// |------------------|---------------|-----------------------------|
/// | free             | mine, depth 1 | finding                     |
/// | mine, depth n    | mine, n + 1   | n − 1; free when that is 0  |
/// | another's        | blocks        | finding                     |
///
/// Thread-safe. Invariant: m_depth is touched by the owner only.
class recursive_mutex {
public:
    explicit recursive_mutex(std::string name = {}) : m_traced(sync::ObjectKind::RecursiveMutex, std::move(name)) {}

    void lock(CallSite site = {});
    [[nodiscard]] bool try_lock(CallSite site = {});
    void unlock(CallSite site = {});

    /// How often the calling lane holds it: 0 where it does not. Meaningful only in a thread that records.
    [[nodiscard]] int depth() const {
        return m_owner.load(std::memory_order_relaxed) == sync::currentLane() ? static_cast<int>(m_depth) : 0;
    }
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    void took(SiteId where);
    std::recursive_mutex m_native;
    std::atomic<std::uint32_t> m_owner{0};
    std::uint32_t m_depth = 0;
    sync::TracedObject m_traced;
};

} // namespace braid
