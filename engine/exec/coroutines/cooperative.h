#pragma once

#include "engine/exec/coroutines/waiting_list.h"
#include "engine/sync/label.h"
#include "engine/sync/recorded.h"

#include <string_view>

/// What the locks and queues of tasks (asyncio) and of fibers (gevent) share: all but the waiting itself. Who has to wait suspends
/// itself and leaves the thread to others. Used by the thread of one loop.
namespace braid::exec {

/// The permits of a lock (one) or a semaphore, given in the order in which they were asked for: who gives one back hands it to
/// the one who has waited longest, and nobody gets in between.
class Permits {
public:
    /// `most`: there are never more, and giving back too many is misuse; 0: any number.
    Permits(trace::ObjectKind kind, int permits, int most, std::string name);

    /// Passes the scheduling point. True where one was taken at once; else the caller waits in waiting(), then calls goesOn().
    [[nodiscard]] bool take(schedule::OperationKind kind, CallSite site);
    /// One who waited has what `place` was granted.
    void goesOn(WaitingPlace& place, CallSite site);
    /// It has given up: what it was granted meanwhile is handed on.
    void gaveUp(WaitingPlace& place, trace::Failure why, CallSite site);
    /// It could not be taken at once, and is not waited for.
    void notTaken(CallSite site);
    /// False, and a finding, where so many were not taken. `atPoint`: not as a part of another operation.
    bool give(int count, CallSite site, bool atPoint = true);

    [[nodiscard]] int free() const { return m_free; }
    [[nodiscard]] WaitingList& waiting() { return m_waiting; }
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }
    /// The lane that took it last, in a run that is recorded.
    [[nodiscard]] std::uint32_t holder() const { return m_holder; }

private:
    void took(CallSite site);
    void handOn();

    const bool m_isLock;
    const int m_most;
    int m_free;
    std::uint32_t m_holder = 0; ///< of a lock
    WaitingList m_waiting;
    trace::TracedObject m_traced;
};

/// The flag of an event. Whoever waits when it goes up goes on, even if it is taken down again at once.
class Flag {
public:
    explicit Flag(std::string name) : m_traced(trace::ObjectKind::Event, std::move(name)) {}

    /// Passes the scheduling point. True where the flag is up; else the caller waits in waiting(), then calls goesOn().
    [[nodiscard]] bool check(CallSite site);
    /// `how`: trace::WaitWoken and the like.
    void goesOn(std::uint32_t how, CallSite site);
    void set(CallSite site);
    void clear(CallSite site);
    [[nodiscard]] bool up() const { return m_up; }
    [[nodiscard]] WaitingList& waiting() { return m_waiting; }
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

private:
    bool m_up = false;
    WaitingList m_waiting;
    trace::TracedObject m_traced;
};

/// What a queue is but for its items: how many there are, and who waits.
class QueueCounts {
public:
    /// maxsize ≤ 0: unbounded.
    QueueCounts(trace::ObjectKind kind, int maxsize, std::string name);

    void pass(schedule::OperationKind kind, CallSite site);
    [[nodiscard]] bool hasRoom() const { return m_maxsize == 0 || m_size < m_maxsize; }
    [[nodiscard]] bool hasItem() const { return m_size > 0; }
    [[nodiscard]] bool allDone() const { return m_unfinished == 0; }
    /// Counts and tells of an item that goes in right afterwards, and wakes one who waits for it; its number, from 1.
    std::uint64_t put(std::uint32_t priority, std::string_view label, CallSite site);
    /// Counts and tells of an item that was just taken out, and wakes one who waits for room.
    void got(std::uint64_t number, std::uint32_t priority, std::string_view label, CallSite site);
    /// Once too often is a finding and changes nothing.
    void taskDone(CallSite site);
    /// A wait for that is over; `how`: trace::WaitWoken or WaitInVain.
    void drained(std::uint32_t how, CallSite site);
    /// It was not put, or not got. Whoever else could go on in its place is woken.
    void failed(trace::EventKind kind, trace::Failure why, CallSite site);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] int maxsize() const { return m_maxsize; }
    [[nodiscard]] int unfinished() const { return m_unfinished; }
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

    WaitingList putters, getters, joiners;

    /// Puts `item` into `items` (see sync::BasicQueue), and takes the next one out. Without a label it is called as it reads.
    template <class Items, class T>
    void enter(Items& items, T item, std::string label, CallSite site) {
        if (label.empty() && trace::recording())
            label = sync::labelOf(item);
        const std::uint64_t number = put(priorityIn<Items>(item), label, site);
        items.push({std::move(item), number, std::move(label)});
    }
    template <class Items>
    auto leave(Items& items, CallSite site) {
        auto item = items.pop();
        got(item.number, priorityIn<Items>(item.value), item.label, site);
        return std::move(item.value);
    }

private:
    template <class Items, class T>
    static std::uint32_t priorityIn(const T& item) {
        return Items::prioritised ? sync::priorityOf(item) : 0;
    }

    const int m_maxsize;
    int m_size = 0;
    int m_unfinished = 0;
    std::uint64_t m_lastNumber = 0;
    trace::TracedObject m_traced;
};

/// What the queues share but for their items and for how one waits.
class CountedQueue {
public:
    [[nodiscard]] int qsize() const { return m_counts.size(); }
    [[nodiscard]] bool empty() const { return !m_counts.hasItem(); }
    [[nodiscard]] bool full() const { return !m_counts.hasRoom(); }
    /// 0 = unbounded.
    [[nodiscard]] int maxsize() const { return m_counts.maxsize(); }
    /// Says that one item which was taken is worked off. Once too often is a finding and changes nothing.
    void task_done(CallSite site = {}) { m_counts.taskDone(site); }

protected:
    CountedQueue(trace::ObjectKind kind, int maxsize, std::string name) : m_counts(kind, maxsize, std::move(name)) {}
    ~CountedQueue() = default;
    QueueCounts m_counts;
};

} // namespace braid::exec
