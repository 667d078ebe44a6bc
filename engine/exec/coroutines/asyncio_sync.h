#pragma once

#include "engine/exec/coroutines/cooperative.h"
#include "engine/exec/coroutines/event_loop.h"

#include <stdexcept>
#include <string>

/// Python's asyncio.Lock, Semaphore, BoundedSemaphore, Event and Condition for the tasks of an event_loop. A task that has to wait
/// suspends itself, and the others go on. Who waits longest is served first. A task that is cancelled while it waits gives up its
/// place, and what it was given already goes on to the next one; what it holds it keeps until it releases it, as in Python.
///
/// Used by the loop's thread. Must outlive those that hold them; those that only wait may be destroyed later.
namespace braid::asyncio {

/// asyncio.Lock.
///
/// | state            | co_await acquire()   | release()                                |
/// |------------------|----------------------|------------------------------------------|
/// | free             | held by me           | finding, stays free                      |
/// | held by me       | waits (for ever)     | free, or the next one's                  |
/// | held by another  | waits                | free, or the next one's: any task may    |
class lock {
public:
    explicit lock(std::string name = {}) : m_permits(trace::ObjectKind::Mutex, 1, 1, std::move(name)) {}

    task<> acquire(CallSite site = {});
    void release(CallSite site = {}) { m_permits.give(1, site); }
    [[nodiscard]] bool locked() const { return m_permits.free() == 0; }
    [[nodiscard]] const std::string& name() { return m_permits.traced().name(); }

private:
    friend class condition;
    exec::Permits m_permits;
};

/// asyncio.Semaphore. Any task may release.
class semaphore {
public:
    /// permits ≥ 0, else std::invalid_argument.
    explicit semaphore(int permits = 1, std::string name = {}) : semaphore(trace::ObjectKind::Semaphore, permits, 0, std::move(name)) {}

    task<> acquire(CallSite site = {});
    /// Gives one back.
    void release(CallSite site = {}) { m_permits.give(1, site); }
    /// It could not be acquired at once.
    [[nodiscard]] bool locked() const { return m_permits.free() == 0; }

protected:
    semaphore(trace::ObjectKind kind, int permits, int most, std::string name);

private:
    exec::Permits m_permits;
};

/// asyncio.BoundedSemaphore: a release too many is a finding and changes nothing.
class bounded_semaphore : public semaphore {
public:
    explicit bounded_semaphore(int permits = 1, std::string name = {})
        : semaphore(trace::ObjectKind::BoundedSemaphore, permits, permits, std::move(name)) {}
};

/// asyncio.Event: a flag to wait for.
class event {
public:
    explicit event(std::string name = {}) : m_flag(std::move(name)) {}

    /// Until the flag is up; also where it goes down again before the task has its turn.
    task<> wait(CallSite site = {});
    void set(CallSite site = {}) { m_flag.set(site); }
    void clear(CallSite site = {}) { m_flag.clear(site); }
    [[nodiscard]] bool is_set() const { return m_flag.up(); }

private:
    exec::Flag m_flag;
};

/// asyncio.Condition, over a lock that others may share.
class condition {
public:
    explicit condition(lock& with, std::string name = {})
        : m_lock(with), m_traced(trace::ObjectKind::ConditionVariable, std::move(name)) {}

    /// Releases the lock, waits to be notified and takes the lock again, also where it is cancelled. Throws std::runtime_error
    /// where nobody holds the lock.
    task<> wait(CallSite site = {});
    template <class Predicate>
    task<> wait_for(Predicate stopWaiting, CallSite site = {}) {
        while (!stopWaiting())
            co_await wait(site);
    }
    /// Wakes at most n ≥ 0 who wait. Throws std::runtime_error where nobody holds the lock.
    void notify(int n = 1, CallSite site = {});
    void notify_all(CallSite site = {});

private:
    void mustBeLocked() const;
    void signal(std::uint64_t most, CallSite site);
    bool wakeNext();

    lock& m_lock;
    exec::WaitingList m_waiting;
    trace::TracedObject m_traced;
};

} // namespace braid::asyncio
