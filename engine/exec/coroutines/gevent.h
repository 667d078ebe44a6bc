#pragma once

#include "engine/exec/coroutines/cooperative.h"
#include "engine/exec/coroutines/hub.h"
#include "engine/sync/queue.h"

#include <exception>
#include <optional>
#include <string>
#include <utility>

/// gevent's locks and queues for the greenlets of a hub, by its names: one that has to wait switches to the hub, and the others go
/// on. Who waits longest is served first. A greenlet that is killed while it waits gives up its place; what it was given already
/// goes on to the next one.
///
/// Used by the hub's thread. What waits, only a greenlet may call, else std::logic_error. Must outlive those who hold or use it;
/// those that only wait may be ended later.
namespace braid::gevent {

/// gevent.lock.Semaphore. Any greenlet may release, and so may the thread itself.
class semaphore {
public:
    /// permits ≥ 0.
    explicit semaphore(hub& in, int permits = 1, std::string name = {})
        : semaphore(in, trace::ObjectKind::Semaphore, permits, 0, std::move(name)) {}

    void acquire(CallSite site = {}) { (void)acquireWithin({}, site); }
    [[nodiscard]] bool try_acquire(CallSite site = {}) { return acquireWithin(std::chrono::nanoseconds(0), site); }
    /// False where `limit` was over before. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_acquire_for(std::chrono::nanoseconds limit, CallSite site = {}) { return acquireWithin(limit, site); }
    /// Gives one back.
    void release(CallSite site = {}) { m_permits.give(1, site); }
    [[nodiscard]] bool locked() const { return m_permits.free() == 0; }

protected:
    semaphore(hub& in, trace::ObjectKind kind, int permits, int most, std::string name) : m_hub(in), m_permits(kind, permits, most, std::move(name)) {}

private:
    bool acquireWithin(const schedule::Limit& limit, CallSite site);
    hub& m_hub;
    exec::Permits m_permits;
};

/// gevent.lock.BoundedSemaphore: a release too many is a finding and changes nothing.
class bounded_semaphore : public semaphore {
public:
    explicit bounded_semaphore(hub& in, int permits = 1, std::string name = {})
        : semaphore(in, trace::ObjectKind::BoundedSemaphore, permits, permits, std::move(name)) {}
};

/// gevent.lock.RLock: the greenlet that holds it may take it again. A release by another one is a finding and changes nothing.
class rlock {
public:
    explicit rlock(hub& in, std::string name = {}) : m_hub(in), m_permits(trace::ObjectKind::RecursiveMutex, 1, 1, std::move(name)) {}

    void acquire(CallSite site = {}) { (void)acquireWithin({}, site); }
    [[nodiscard]] bool try_acquire(CallSite site = {}) { return acquireWithin(std::chrono::nanoseconds(0), site); }
    [[nodiscard]] bool try_acquire_for(std::chrono::nanoseconds limit, CallSite site = {}) { return acquireWithin(limit, site); }
    void release(CallSite site = {});
    /// How often the greenlet that runs holds it.
    [[nodiscard]] int depth() const { return m_depth > 0 && m_owner == m_hub.current() ? m_depth : 0; }

private:
    bool acquireWithin(const schedule::Limit& limit, CallSite site);
    void say(trace::EventKind kind, CallSite site);
    hub& m_hub;
    const void* m_owner = nullptr;
    int m_depth = 0;
    exec::Permits m_permits;
};

/// gevent.event.Event: a flag to wait for.
class event {
public:
    explicit event(hub& in, std::string name = {}) : m_hub(in), m_flag(std::move(name)) {}

    void wait(CallSite site = {}) { (void)waitWithin({}, site); }
    /// False where `limit` was over before the flag went up. A limit ≤ 0 only looks.
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {}) { return waitWithin(limit, site); }
    void set(CallSite site = {}) { m_flag.set(site); }
    void clear(CallSite site = {}) { m_flag.clear(site); }
    [[nodiscard]] bool is_set() const { return m_flag.up(); }

private:
    bool waitWithin(const schedule::Limit& limit, CallSite site);
    hub& m_hub;
    exec::Flag m_flag;
};

/// gevent.event.AsyncResult: a value or an exception that is set later. T must be copyable.
template <class T>
class async_result {
public:
    explicit async_result(hub& in, std::string name = {}) : m_set(in, std::move(name)) {}

    /// Those that follow replace it.
    void set(T value, CallSite site = {}) {
        m_value.emplace(std::move(value));
        m_error = nullptr;
        m_set.set(site);
    }
    void set_exception(std::exception_ptr error, CallSite site = {}) {
        m_error = std::move(error);
        m_set.set(site);
    }
    [[nodiscard]] bool ready() const { return m_set.is_set(); }
    /// Waits for it; throws the exception.
    T get(CallSite site = {}) {
        m_set.wait(site);
        if (m_error)
            std::rethrow_exception(m_error);
        return *m_value;
    }
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {}) { return m_set.wait_for(limit, site); }

private:
    event m_set;
    std::optional<T> m_value;
    std::exception_ptr m_error;
};

/// What the queues share but for the items.
class queue_base : public exec::CountedQueue {
public:
    /// Waits until there was a task_done for each item.
    void join(CallSite site = {});

protected:
    queue_base(hub& in, trace::ObjectKind kind, int maxsize, std::string name) : CountedQueue(kind, maxsize, std::move(name)), m_hub(in) {}
    ~queue_base() = default;
    /// Throw braid::full and braid::empty where it is not to wait, or not in time.
    void awaitRoom(const put_options& how, CallSite site);
    void awaitItem(const get_options& how, CallSite site);

private:
    hub& m_hub;
};

template <class T, class Items>
class basic_queue : public queue_base {
public:
    void put(T item, put_options how = {}, CallSite site = {}) {
        awaitRoom(how, site);
        m_counts.enter(m_items, std::move(item), std::move(how.label), site);
    }
    T get(get_options how = {}, CallSite site = {}) {
        awaitItem(how, site);
        return m_counts.leave(m_items, site);
    }
    void put_nowait(T item, CallSite site = {}) { put(std::move(item), {.block = false}, site); }
    T get_nowait(CallSite site = {}) { return get({.block = false}, site); }

protected:
    basic_queue(hub& in, trace::ObjectKind kind, int maxsize, std::string name) : queue_base(in, kind, maxsize, std::move(name)) {}

private:
    Items m_items;
};

/// gevent.queue.JoinableQueue. maxsize ≤ 0: unbounded.
template <class T>
class queue : public basic_queue<T, sync::FirstInFirstOut<T>> {
public:
    explicit queue(hub& in, int maxsize = 0, std::string name = {})
        : basic_queue<T, sync::FirstInFirstOut<T>>(in, trace::ObjectKind::Queue, maxsize, std::move(name)) {}
};

template <class T>
class lifo_queue : public basic_queue<T, sync::LastInFirstOut<T>> {
public:
    explicit lifo_queue(hub& in, int maxsize = 0, std::string name = {})
        : basic_queue<T, sync::LastInFirstOut<T>>(in, trace::ObjectKind::LifoQueue, maxsize, std::move(name)) {}
};

/// The lowest item is the first one out.
template <class T>
class priority_queue : public basic_queue<T, sync::LowestFirst<T>> {
public:
    explicit priority_queue(hub& in, int maxsize = 0, std::string name = {})
        : basic_queue<T, sync::LowestFirst<T>>(in, trace::ObjectKind::PriorityQueue, maxsize, std::move(name)) {}
};

} // namespace braid::gevent
