#pragma once

#include "engine/exec/coroutines/cooperative.h"
#include "engine/exec/coroutines/event_loop.h"
#include "engine/sync/queue.h"

#include <string>
#include <utility>

/// Python's asyncio.Queue, LifoQueue and PriorityQueue for the tasks of an event_loop: as braid::queue (engine/sync/queue.h), but who
/// has to wait suspends itself. Used by the loop's thread.
namespace braid::asyncio {

/// What the three share but for the items.
class queue_base : public exec::CountedQueue {
public:
    /// Waits until there was a task_done for each item.
    task<> join(CallSite site = {});

protected:
    using CountedQueue::CountedQueue;
    ~queue_base() = default;
    task<> awaitRoom(CallSite site) { return await(true, site); }
    task<> awaitItem(CallSite site) { return await(false, site); }

private:
    task<> await(bool room, CallSite site);
};

template <class T, class Items>
class basic_queue : public queue_base {
public:
    /// Puts `item` in; waits while the queue is full.
    task<> put(T item, CallSite site = {}) {
        m_counts.pass(schedule::OperationKind::Put, site);
        co_await awaitRoom(site);
        m_counts.enter(m_items, std::move(item), {}, site);
    }
    /// Throws braid::full where there is no room now.
    void put_nowait(T item, CallSite site = {}) {
        m_counts.pass(schedule::OperationKind::Put, site);
        if (full()) {
            m_counts.failed(trace::EventKind::PutFailed, trace::Failure::Full, site);
            throw braid::full();
        }
        m_counts.enter(m_items, std::move(item), {}, site);
    }
    /// Takes the next item out; waits while there is none.
    task<T> get(CallSite site = {}) {
        m_counts.pass(schedule::OperationKind::Get, site);
        co_await awaitItem(site);
        co_return m_counts.leave(m_items, site);
    }
    /// Throws braid::empty where there is no item now.
    T get_nowait(CallSite site = {}) {
        m_counts.pass(schedule::OperationKind::Get, site);
        if (empty()) {
            m_counts.failed(trace::EventKind::GetFailed, trace::Failure::Empty, site);
            throw braid::empty();
        }
        return m_counts.leave(m_items, site);
    }

protected:
    basic_queue(trace::ObjectKind kind, int maxsize, std::string name) : queue_base(kind, maxsize, std::move(name)) {}

private:
    Items m_items;
};

template <class T>
class queue : public basic_queue<T, sync::FirstInFirstOut<T>> {
public:
    /// maxsize ≤ 0: unbounded.
    explicit queue(int maxsize = 0, std::string name = {})
        : basic_queue<T, sync::FirstInFirstOut<T>>(trace::ObjectKind::Queue, maxsize, std::move(name)) {}
};

template <class T>
class lifo_queue : public basic_queue<T, sync::LastInFirstOut<T>> {
public:
    explicit lifo_queue(int maxsize = 0, std::string name = {})
        : basic_queue<T, sync::LastInFirstOut<T>>(trace::ObjectKind::LifoQueue, maxsize, std::move(name)) {}
};

/// The lowest item is the first one out.
template <class T>
class priority_queue : public basic_queue<T, sync::LowestFirst<T>> {
public:
    explicit priority_queue(int maxsize = 0, std::string name = {})
        : basic_queue<T, sync::LowestFirst<T>>(trace::ObjectKind::PriorityQueue, maxsize, std::move(name)) {}
};

} // namespace braid::asyncio
