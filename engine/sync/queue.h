#pragma once

#include "engine/sync/label.h"
#include "engine/sync/queue_base.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace braid {

namespace sync {

/// An item with what the trace knows of it.
template <class T>
struct Queued {
    T value;
    std::uint64_t number;
    std::string label; ///< empty where nothing is recorded
};

/// The calls of the three queues; `Items` says which item goes next: push(Queued<T>) and pop() → Queued<T>.
template <class T, class Items>
class BasicQueue : public QueueBase {
public:
    using value_type = T;

    /// Puts `item` in. Waits while the queue is full, as long as `how` allows, then throws braid::full.
    void put(T item, put_options how = {}, CallSite site = {}) {
        const std::uint32_t priority = Items::prioritised ? priorityOf(item) : 0;
        if (how.label.empty() && trace::recording())
            how.label = labelOf(item);
        Call call(*this, schedule::OperationKind::Put, site);
        awaitRoom(call, how.block, how.timeout);
        const std::uint64_t number = willPut(call, priority, how.label);
        m_items.push(Queued<T>{std::move(item), number, std::move(how.label)});
        didPut();
    }
    /// Throws braid::full where there is no room now.
    void put_nowait(T item, CallSite site = {}) { put(std::move(item), {.block = false}, site); }

    /// Takes the next item out. Waits while there is none, as long as `how` allows, then throws braid::empty.
    T get(get_options how = {}, CallSite site = {}) {
        Call call(*this, schedule::OperationKind::Get, site);
        awaitItem(call, how.block, how.timeout);
        Queued<T> item = m_items.pop();
        didGet(call, item.number, Items::prioritised ? priorityOf(item.value) : 0, item.label);
        return std::move(item.value);
    }
    /// Throws braid::empty where there is no item now.
    T get_nowait(CallSite site = {}) { return get({.block = false}, site); }

protected:
    BasicQueue(ObjectKind kind, int maxsize, std::string name) : QueueBase(kind, maxsize, std::move(name)) {}

private:
    Items m_items BRAID_GUARDED_BY(QueueBase::m_native);
};

template <class T>
class FirstInFirstOut {
public:
    static constexpr bool prioritised = false;
    void push(Queued<T> item) { m_items.push_back(std::move(item)); }
    Queued<T> pop() {
        Queued<T> item = std::move(m_items.front());
        m_items.pop_front();
        return item;
    }

private:
    std::deque<Queued<T>> m_items;
};

template <class T>
class LastInFirstOut {
public:
    static constexpr bool prioritised = false;
    void push(Queued<T> item) { m_items.push_back(std::move(item)); }
    Queued<T> pop() {
        Queued<T> item = std::move(m_items.back());
        m_items.pop_back();
        return item;
    }

private:
    std::vector<Queued<T>> m_items;
};

/// A binary heap, as Python's heapq. Of equal items the one that came first goes first.
template <class T>
class LowestFirst {
public:
    static constexpr bool prioritised = true;
    void push(Queued<T> item) {
        m_items.push_back(std::move(item));
        std::push_heap(m_items.begin(), m_items.end(), goesAfter);
    }
    Queued<T> pop() {
        std::pop_heap(m_items.begin(), m_items.end(), goesAfter);
        Queued<T> item = std::move(m_items.back());
        m_items.pop_back();
        return item;
    }

private:
    static bool goesAfter(const Queued<T>& a, const Queued<T>& b) {
        if (b.value < a.value)
            return true;
        return !(a.value < b.value) && a.number > b.number;
    }
    std::vector<Queued<T>> m_items;
};

} // namespace sync

/// Python's queue.Queue, instrumented: first in, first out. A real std::mutex and std::condition_variables inside.
///
/// | items          | put                  | put_nowait  | get                        | get_nowait   |
/// |----------------|----------------------|-------------|----------------------------|--------------|
/// | none           | in; a getter goes on | as put      | blocks                     | throws empty |
/// | some, not full | in                   | as put      | the next; a putter goes on | as get       |
/// | maxsize        | blocks               | throws full | the next; a putter goes on | as get       |
///
/// | unfinished items | put   | task_done()                   | join()  |
/// |------------------|-------|-------------------------------|---------|
/// | 0                | 1     | finding, stays 0              | goes on |
/// | n > 0            | n + 1 | n − 1; at 0 the joiners go on | blocks  |
///
/// Thread-safe. Whatever a lane did before its put is visible to the lane that gets the item. In the order of the trace
/// there are never more items than maxsize nor fewer than none.
template <class T>
class queue : public sync::BasicQueue<T, sync::FirstInFirstOut<T>> {
public:
    /// maxsize ≤ 0: unbounded.
    explicit queue(int maxsize = 0, std::string name = {})
        : sync::BasicQueue<T, sync::FirstInFirstOut<T>>(sync::ObjectKind::Queue, maxsize, std::move(name)) {}
};

/// Python's queue.LifoQueue: as queue, but the last one in is the first one out.
template <class T>
class lifo_queue : public sync::BasicQueue<T, sync::LastInFirstOut<T>> {
public:
    explicit lifo_queue(int maxsize = 0, std::string name = {})
        : sync::BasicQueue<T, sync::LastInFirstOut<T>>(sync::ObjectKind::LifoQueue, maxsize, std::move(name)) {}
};

/// Python's queue.PriorityQueue: as queue, but the lowest item is the first one out. T needs operator<. The priority
/// shown is the item itself where it is a whole number, and a pair's first.
template <class T>
class priority_queue : public sync::BasicQueue<T, sync::LowestFirst<T>> {
public:
    explicit priority_queue(int maxsize = 0, std::string name = {})
        : sync::BasicQueue<T, sync::LowestFirst<T>>(sync::ObjectKind::PriorityQueue, maxsize, std::move(name)) {}
};

} // namespace braid
