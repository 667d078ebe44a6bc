#pragma once

#include "engine/sync/recorded.h"

#include <mutex>

namespace braid {

namespace sync {

/// What the exclusive locks share: a real lock of std, and the events it emits. Use mutex, timed_mutex and
/// recursive_mutex below.
///
/// Invariant: m_owner is the lane that holds the lock while the holder records, else 0. m_depth is touched by the owner
/// only and stays 0 where Recursive is false. A recording must begin and end while the lock is free.
template <class Native, ObjectKind Kind, bool Recursive = false>
class ExclusiveLock {
public:
    explicit ExclusiveLock(std::string name = {}) : m_traced(Kind, std::move(name)) {}
    ~ExclusiveLock() { reportIfHeld(); }

    void lock(CallSite site = {}) {
        if (!trace::recording()) {
            schedule::blockOutside([this] { m_native.lock(); });
            return;
        }
        schedule::before(schedule::OperationKind::Lock, m_traced, site);
        const SiteId where = trace::siteId(site);
        if (!m_native.try_lock()) [[unlikely]]
            block(where);
        took(where);
    }

    [[nodiscard]] bool try_lock(CallSite site = {}) {
        if (!trace::recording())
            return m_native.try_lock();
        schedule::before(schedule::OperationKind::TryLock, m_traced, site);
        const SiteId where = trace::siteId(site);
        if (!m_native.try_lock()) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::WouldBlock);
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
        schedule::before(schedule::OperationKind::Unlock, m_traced, site);
        const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
        if (owner != currentLane()) [[unlikely]] {
            reportMisuse(m_traced, owner == 0 ? Misuse::UnlockOfFree : Misuse::UnlockByNonOwner, site, owner);
            return;
        }
        const ObjectId object = m_traced.id();
        const SiteId where = trace::siteId(site);
        if constexpr (Recursive) {
            if (--m_depth == 0)
                m_owner.store(0, std::memory_order_relaxed);
            trace::append(EventKind::Released, object, m_traced.nextUnderProtection(), where, Order::Own, m_depth);
        } else {
            m_owner.store(0, std::memory_order_relaxed);
            trace::append(EventKind::Released, object, m_traced.nextUnderProtection(), where);
        }
        m_native.unlock();
    }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] TracedObject& traced() { return m_traced; }
    /// True where the calling lane holds the lock (false in a thread that does not record).
    [[nodiscard]] bool held_by_me() const {
        return trace::recording() && m_owner.load(std::memory_order_relaxed) == currentLane();
    }

protected:
    void took(SiteId where) {
        const ObjectId object = m_traced.id();
        m_owner.store(currentLane(), std::memory_order_relaxed);
        if constexpr (Recursive)
            trace::append(EventKind::Acquired, object, m_traced.nextUnderProtection(), where, Order::Own, ++m_depth);
        else
            trace::append(EventKind::Acquired, object, m_traced.nextUnderProtection(), where);
    }

    Native m_native;
    std::atomic<std::uint32_t> m_owner{0};
    std::uint32_t m_depth = 0;
    TracedObject m_traced;

private:
    [[gnu::noinline]] void block(SiteId where) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        schedule::blockUntil(
            m_traced, {}, [this] { return m_native.try_lock(); }, [this] { m_native.lock(); });
        waitEnds();
    }

    void reportIfHeld() {
        const std::uint32_t owner = m_owner.load(std::memory_order_relaxed);
        if (owner == 0 || !trace::recording())
            return;
        reportMisuse(m_traced, Misuse::DestroyedWhileHeld, CallSite(nullptr, 0), owner);
        if (owner == currentLane())
            m_native.unlock(); // destroying it locked is undefined
    }
};

/// One that gives up after a while, of std's timed_mutex or recursive_timed_mutex.
template <class Native, ObjectKind Kind, bool Recursive = false>
class TimedLock : public ExclusiveLock<Native, Kind, Recursive> {
public:
    using ExclusiveLock<Native, Kind, Recursive>::ExclusiveLock;

    /// False when `limit` was over before the lock could be had. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_lock_for(std::chrono::nanoseconds limit, CallSite site = {});
    template <class Clock, class Duration>
    [[nodiscard]] bool try_lock_until(std::chrono::time_point<Clock, Duration> deadline, CallSite site = {}) {
        return try_lock_for(std::chrono::duration_cast<std::chrono::nanoseconds>(deadline - Clock::now()), site);
    }
};
extern template class TimedLock<std::timed_mutex, ObjectKind::TimedMutex>;
extern template class TimedLock<std::recursive_timed_mutex, ObjectKind::RecursiveMutex, true>;

} // namespace sync

/// Instrumented std::mutex.
///
/// | state              | lock()                    | try_lock() | unlock()                      |
/// |--------------------|---------------------------|------------|-------------------------------|
/// | free               | held by me                | true, held | finding, stays free           |
/// | held by me         | blocks for ever (finding: a cycle of one) | false | free; one waiter goes on |
/// | held by another    | blocks                    | false      | finding, stays with its owner |
///
/// Wraps a real std::mutex. Thread-safe. Lockable, so std::lock_guard and std::scoped_lock work (braid::lock_guard
/// also records the caller's line).
class mutex : public sync::ExclusiveLock<std::mutex, sync::ObjectKind::Mutex> {
public:
    using ExclusiveLock::ExclusiveLock;
};

/// Instrumented std::timed_mutex: as braid::mutex, and try_lock_for/try_lock_until give up after a while.
class timed_mutex : public sync::TimedLock<std::timed_mutex, sync::ObjectKind::TimedMutex> {
public:
    using TimedLock::TimedLock;
};

/// Instrumented std::recursive_mutex: its owner may take it again; it is free when it was released as often.
///
/// | state            | lock()        | unlock()                    |
/// |------------------|---------------|-----------------------------|
/// | free             | mine, depth 1 | finding                     |
/// | mine, depth n    | mine, n + 1   | n − 1; free when that is 0  |
/// | another's        | blocks        | finding                     |
///
/// Thread-safe.
class recursive_mutex : public sync::ExclusiveLock<std::recursive_mutex, sync::ObjectKind::RecursiveMutex, true> {
public:
    using ExclusiveLock::ExclusiveLock;

    /// How often the calling lane holds it: 0 where it does not. Meaningful only in a thread that records.
    [[nodiscard]] int depth() const { return held_by_me() ? static_cast<int>(m_depth) : 0; }
};

/// Instrumented std::recursive_timed_mutex: as both. Thread-safe.
class recursive_timed_mutex : public sync::TimedLock<std::recursive_timed_mutex, sync::ObjectKind::RecursiveMutex, true> {
public:
    using TimedLock::TimedLock;

    /// As recursive_mutex's.
    [[nodiscard]] int depth() const { return held_by_me() ? static_cast<int>(m_depth) : 0; }
};

} // namespace braid
