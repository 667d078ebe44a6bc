#pragma once

#include "engine/model/store/connection.h"
#include "engine/model/store/events.h"
#include "engine/model/store/holdings.h"
#include "engine/model/store/levels.h"
#include "engine/model/store/roster.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace braid::model {

/// A holding that is not over.
struct OpenHolding : Holding {
    std::uint32_t place = 0; ///< in Object::holdings()
};
/// One who waits for an object at some moment.
struct Waiter {
    LaneId lane;
    Nanos since = 0;
    EventIndex event = NoEvent;
    bool timed = false;
};
/// An item of a queue; of a pipe the bytes that one Put brought.
struct QueueItem {
    std::uint64_t number = 0; ///< of a pipe: the bytes put so far
    EventIndex put = NoEvent;
};

struct OwnerPlaces {
    static EventIndex key(const OpenHolding& owner) { return owner.acquired; }
    static bool gone(const OpenHolding& owner) { return !owner.lane; }
    static void leave(OpenHolding& owner) { owner.lane = {}; }
};
struct WaiterPlaces {
    static EventIndex key(const Waiter& waiter) { return waiter.event; }
    static bool gone(const Waiter& waiter) { return !waiter.lane; }
    static void leave(Waiter& waiter) { waiter.lane = {}; }
};
struct ItemPlaces {
    static std::uint64_t key(const QueueItem& item) { return item.number; }
    static bool gone(const QueueItem& item) { return item.put == NoEvent; }
    static void leave(QueueItem& item) { item.put = NoEvent; }
};
using Owners = Roster<OpenHolding, OwnerPlaces>;
using Waiters = Roster<Waiter, WaiterPlaces>;
using QueueItems = Roster<QueueItem, ItemPlaces>;

/// What went through a descriptor.
struct Transfers {
    std::uint64_t in = 0, out = 0; ///< bytes
    std::uint64_t failed = 0;      ///< calls, with those that found nothing
    std::uint64_t empty = 0;       ///< calls that found nothing, or no room (EAGAIN)

    void add(const trace::Event& ioEnd);
};

/// What the events of an object had come to after some of them. One is kept every now and then, so that what they had come to at any
/// moment takes a look at few events. Kept of queues that are no pipes, of descriptors, loops and selectors.
struct Checkpoint {
    /// Events from one to the next at least; and four for each thing that is kept.
    static constexpr std::size_t Apart = 1024;

    std::size_t events = 0;               ///< after so many of Object::events()
    std::vector<EventIndex> items;        ///< of a queue: the Puts of what is in it, in log order
    std::vector<std::uint64_t> gotBefore; ///< of a channel: the numbers of items that were got and not yet put
    std::int64_t unfinished = 0;          ///< of a queue, see Object::unfinished
    WatchList watched;                    ///< of a loop or selector
    Transfers transfers;                  ///< of a descriptor
};

/// A notification of a condition variable from which not all waiters that it is for have woken up.
struct PendingSignal {
    EventIndex event = NoEvent;
    std::uint32_t remaining = 0;
};

/// One thing lanes synchronise on (not a lane itself). What happened with it is asked for by range and by moment, both in run
/// time; what is handed out is valid until the model's next event.
struct Object {
    ObjectId id;
    trace::ObjectKind kind = trace::ObjectKind::Mutex;
    bool unfinishedCounts = false; ///< of a queue: a lane calls task_done or join, so that `unfinished` says something
    bool closed = false;           ///< of a channel, so far
    std::string name;
    std::string word; ///< what its kind is called in the program's own language ("threading.Lock"); empty where that is not known
    std::int64_t initial = 0;
    Nanos created = 0;
    LaneId creator;
    ObjectId copyOf;                           ///< of which it is the copy in a forked process; none for an original
    ObjectId resultOf;                         ///< of an event: the pool whose task sets it, none otherwise
    std::uint64_t task = 0;                    ///< the number of that task
    std::uint64_t address = 0;                 ///< where it lies in its process, of a recorded program
    std::uint32_t module = 0;                  ///< the module that holds that address; 0 = none
    std::unique_ptr<ConnectionEnd> connection; ///< of the original of a Descriptor that is one end of a connection
    std::unique_ptr<WatchList> watchList;      ///< of a loop or selector that has watched something
    Nanos givenOutside = Open;                 ///< from then on somebody whom Braid does not see may give it
    Nanos recordedUntil = Open;                ///< what became of it after that is unknown: the trace was cut

    /// Of a semaphore: (from when on, permits it has beyond `initial`), where more were released than taken.
    std::vector<std::pair<Nanos, std::int64_t>> surplus;
    /// Of a semaphore: the lanes that ever gave a permit; none where nobody did.
    std::unique_ptr<std::unordered_set<LaneId>> permitGivers;

    std::vector<LaneId> users; ///< lanes that ever did something with it; making it does not count. Ask usedBy().
    /// Those of them that came late with a small number, ascending: few, so that taking one in moves little.
    std::vector<LaneId> lateUsers;

    // As of the last event applied:
    /// Permits left; the flag (0/1) of an event; items of a queue; count left of a latch; a counter, rounded.
    std::int64_t value = 0;
    std::int64_t unfinished = 0;               ///< of a queue: items put and not yet reported as done
    std::int64_t expected = 0;                 ///< of a barrier: how many meet in this round
    std::int64_t dropped = 0;                  ///< of a barrier: how many of those there were are not expected in later ones
    std::int64_t orphaned = 0;                 ///< of a process queue: items in it of lanes that were killed; they may never come out
    Owners owners;                             ///< who holds it now, longest first
    Waiters waiters;                           ///< who waits now, longest first
    std::int64_t pendingWakeups = 0;           ///< condition variable: notified waiters that have not said they woke
    std::vector<PendingSignal> pendingSignals; ///< the notifications behind pendingWakeups, oldest first
    EventIndex lastRelease = NoEvent;          ///< the last Released
    EventIndex lastSignal =
        NoEvent; ///< the last event that let all who waited then go (set, tripped barrier, open latch)

    // Sums over the run so far:
    std::uint64_t acquisitions = 0; ///< successful acquires, gets or wakings
    std::uint64_t contended = 0;    ///< those that had to wait
    Nanos waitNs = 0;               ///< closed waits only
    Nanos holdNs = 0;               ///< closed holdings only
    std::int64_t maxDepth = 0;      ///< greatest Level::depth; for plain locks 1 once taken

    [[nodiscard]] const Holdings& holdings() const { return storedHoldings; }
    /// Those that overlap [begin, end), see Holdings::in(). O(log n + found) for locks, O(n / 32 + found) for semaphores and
    /// shared locks.
    [[nodiscard]] Holdings::Found holdingsIn(Nanos begin, Nanos end) const { return storedHoldings.in(begin, end, exclusive()); }
    /// Those open at `time` (begin ≤ time < end), the longest first. The same cost.
    [[nodiscard]] Holdings::Found heldAt(Nanos time) const { return storedHoldings.at(time, exclusive()); }
    /// One entry a change, at least one.
    [[nodiscard]] const Levels& levels() const { return storedLevels; }
    /// Waits, failures, signals, reads and writes, puts and gets, faults of this object, in log order; not the taking
    /// and giving back of a lock, which holdings() tell. By time: Model::eventsIn(), Model::eventsUpTo().
    [[nodiscard]] Events events() const { return {storedEvents, 0, storedEvents.size()}; }
    /// The last one kept after `count` of events() or fewer; nullptr where there is none. O(log n).
    [[nodiscard]] const Checkpoint* checkpointUpTo(std::size_t count) const;

    /// `lane` ever did something with it.
    [[nodiscard]] bool usedBy(LaneId lane) const;
    /// At most one lane holds it at a time.
    [[nodiscard]] bool exclusive() const;
    /// It has owners at all: locks and semaphores.
    [[nodiscard]] bool ownable() const;
    [[nodiscard]] bool semaphore() const;
    [[nodiscard]] bool queue() const;
    /// Of a semaphore: how many permits there are at `time`, taken or not: `initial`, and what was released beyond it.
    [[nodiscard]] std::int64_t permitsAt(Nanos time) const;

protected: // what ObjectRecord opens to the reducers
    Holdings storedHoldings;
    Levels storedLevels;
    LongVector<EventIndex> storedEvents;
    std::vector<Checkpoint> storedCheckpoints;
};

/// A file with code that is part of a process.
struct Module {
    std::string path;
    std::string buildId;    ///< hex digits; may be empty
    std::uint64_t base = 0; ///< where its lowest address lies
    LaneId lane;            ///< one of its process
};

/// A call site: a line of source, or an address of code.
struct Site {
    std::string file;       ///< from the project's root where it lies below it; of an address, the path of its module
    std::uint32_t line = 0; ///< 0 = an address
    std::uint32_t module = 0;
    std::uint64_t offset = 0; ///< in the module
    std::string function;     ///< of an address; may be empty
    SiteId behind;            ///< the address of code behind a line of another language (of Python), where that is known
};
/// "scenarios/locks/deadlock.cpp:42", "/usr/lib/libc.so.6+0x1f2a".
[[nodiscard]] std::string placeText(const Site& site);
/// The same for a narrow place: "deadlock.cpp:42", "libc.so.6+0x1f2a", "start_thread (libc.so.6)".
[[nodiscard]] std::string shortPlaceText(const Site& site);

} // namespace braid::model
