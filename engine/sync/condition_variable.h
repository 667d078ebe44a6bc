#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "engine/sync/stop_token.h"

#include <deque>
#include <type_traits>

namespace braid {

enum class cv_status {
    no_timeout,
    timeout
};

namespace sync {

/// A lock as a condition gives it up and takes it back.
class ConditionLock {
public:
    virtual void lock(CallSite site) = 0;
    virtual void unlock(CallSite site) = 0;

protected:
    ~ConditionLock() = default;
};

/// Of anything with lock() and unlock(), which may take the caller's line.
template <class Lock>
class ConditionLockOf final : public ConditionLock {
public:
    explicit ConditionLockOf(Lock& lock) : m_lock(lock) {}
    void lock(CallSite site) override {
        if constexpr (std::is_invocable_v<decltype([](auto& l, CallSite s) -> decltype(l.lock(s)) { return l.lock(s); }), Lock&, CallSite>)
            m_lock.lock(site);
        else
            m_lock.lock();
    }
    void unlock(CallSite site) override {
        if constexpr (std::is_invocable_v<decltype([](auto& l, CallSite s) -> decltype(l.unlock(s)) { return l.unlock(s); }), Lock&, CallSite>)
            m_lock.unlock(site);
        else
            m_lock.unlock();
    }

private:
    Lock& m_lock;
};

/// What the conditions share. std::condition_variable_any inside, so that giving the lock up and taking it back are events of the
/// lock itself: a lane that was notified and now queues for the lock is shown as blocked on the lock. Thread-safe.
class ConditionBase {
public:
    void notify_one(CallSite site = {}) { notify(1, site); }
    void notify_all(CallSite site = {}) { notify(~std::uint64_t{0}, site); }
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] TracedObject& traced() { return m_traced; }

protected:
    explicit ConditionBase(std::string name) : m_traced(ObjectKind::ConditionVariable, std::move(name)) {}
    ~ConditionBase() = default;

    /// Passes the scheduling point. False, and a finding, where the caller does not hold the lock.
    bool mayWait(bool holdsLock, CallSite site);
    /// Until notified, or a stop is requested of `stop` (may be null), or `limit` is over, which it tells; or for no reason, as in std.
    cv_status waitOnce(ConditionLock& lock, const schedule::Limit& limit, const std::shared_ptr<StopState>& stop, CallSite site);

private:
    class Adapter;
    void notify(std::uint64_t count, CallSite site);
    void waitFreely(Adapter& lock, const std::shared_ptr<StopState>& stop);
    void waitUnderControl(Adapter& lock, const schedule::Limit& limit, const std::shared_ptr<StopState>& stop);
    ForkSafeCondition<std::condition_variable_any> m_native;
    /// Under a schedule, longest first: where each waiter is told. Only the lane that has the turn uses it.
    std::deque<bool*> m_waiting;
    TracedObject m_traced;
};

} // namespace sync

/// Instrumented std::condition_variable. Waiting without holding the lock is a finding and returns at once. Spurious wake-ups may
/// happen, as in std. Thread-safe.
class condition_variable : public sync::ConditionBase {
public:
    explicit condition_variable(std::string name = {}) : ConditionBase(std::move(name)) {}

    void wait(unique_lock<mutex>& lock, CallSite site = {}) { (void)waitWithin(lock, {}, site); }
    template <class Predicate>
    void wait(unique_lock<mutex>& lock, Predicate stopWaiting, CallSite site = {}) {
        while (!stopWaiting())
            wait(lock, site);
    }
    cv_status wait_for(unique_lock<mutex>& lock, std::chrono::nanoseconds limit, CallSite site = {}) {
        return waitWithin(lock, limit, site);
    }
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

private:
    cv_status waitWithin(unique_lock<mutex>& lock, const schedule::Limit& limit, CallSite site);
};

/// Instrumented std::condition_variable_any: with any lock, such as unique_lock<shared_mutex>, shared_lock or a recursive_mutex
/// itself, and with stop tokens. Of a lock that can be asked with owns_lock(), waiting without it is a finding and returns at
/// once. A recursive lock is released once only, as in std. Thread-safe.
class condition_variable_any : public sync::ConditionBase {
public:
    explicit condition_variable_any(std::string name = {}) : ConditionBase(std::move(name)) {}

    template <class Lock>
    void wait(Lock& lock, CallSite site = {}) {
        (void)waitWithin(lock, {}, {}, site);
    }
    template <class Lock, class Predicate>
    requires std::predicate<Predicate>
    void wait(Lock& lock, Predicate stopWaiting, CallSite site = {}) {
        while (!stopWaiting())
            wait(lock, site);
    }
    template <class Lock>
    cv_status wait_for(Lock& lock, std::chrono::nanoseconds limit, CallSite site = {}) {
        return waitWithin(lock, limit, {}, site);
    }
    template <class Lock, class Predicate>
    requires std::predicate<Predicate>
    bool wait_for(Lock& lock, std::chrono::nanoseconds limit, Predicate stopWaiting, CallSite site = {}) {
        return wait_for(lock, stop_token(), limit, std::move(stopWaiting), site);
    }
    /// Also ends where a stop is requested. What the predicate says at the end.
    template <class Lock, class Predicate>
    bool wait(Lock& lock, const stop_token& token, Predicate stopWaiting, CallSite site = {}) {
        while (!stopWaiting()) {
            if (token.stop_requested())
                return stopWaiting();
            (void)waitWithin(lock, {}, token.state(), site);
        }
        return true;
    }
    template <class Lock, class Predicate>
    bool wait_for(Lock& lock, const stop_token& token, std::chrono::nanoseconds limit, Predicate stopWaiting, CallSite site = {}) {
        const auto deadline = schedule::deadlineAfter(limit);
        while (!stopWaiting()) {
            if (token.stop_requested() || waitWithin(lock, deadline - schedule::now(), token.state(), site) == cv_status::timeout)
                return stopWaiting();
        }
        return true;
    }

private:
    template <class Lock>
    cv_status waitWithin(Lock& lock, const schedule::Limit& limit, const std::shared_ptr<sync::StopState>& stop, CallSite site) {
        bool holds = true;
        if constexpr (requires { lock.owns_lock(); })
            holds = lock.owns_lock();
        if (!mayWait(holds, site))
            return cv_status::no_timeout;
        sync::ConditionLockOf<Lock> any(lock);
        return waitOnce(any, limit, stop, site);
    }
};

} // namespace braid
