#pragma once

#include "engine/model/store/lane.h"
#include "engine/model/store/object.h"

#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <utility>

/// What the model knows beyond what it shows. For the model's own files only.
namespace braid::model {

/// How the person holds a lane.
enum class Hold : std::uint8_t {
    None,
    Slowly, ///< in slow motion, after an operation: it goes on by itself
    InTurn, ///< a schedule lets another lane go first: it goes on when that one comes to an operation or waits
    Paused, ///< before its next operation
    Resting ///< paused in a sleep, which stays its state and counts no time meanwhile
};

struct LaneRecord : Lane {
    using Lane::storedIntervals;
    using Lane::storedMarks;
    using Lane::storedTasks;

    std::uint32_t nesting = 0;          ///< how many lanes it lies in
    EventIndex pendingResume = NoEvent; ///< a Resume whose arrow awaits the coroutine's next event
    EventIndex signalled = NoEvent;     ///< the last signal sent to it
    LaneId carrier;                     ///< of a coroutine: the thread that resumed it last
    Nanos limit = Open;                 ///< of a suspended coroutine: when it goes on at the latest
    PackedInterval beforeHold;          ///< what HoldBegin interrupted
    /// The longest time between two of its own events since it was last known to run, and its last event: what is told of
    /// a delay afterwards lies there. For a thread with a coroutine on it see that one's.
    Nanos gapBegin = 0, gapEnd = 0, lastOwn = 0;
    Hold held = Hold::None;
    bool active = false;                  ///< as activity.cpp last said
    bool outOfSight = false;              ///< what it does is not recorded until its next event
    bool crowded = false;                 ///< counted in its parent's crowd, or a thread in its family's
    std::vector<std::uint32_t> openTasks; ///< their places in tasks(), outermost first
    std::uint32_t locks = 0;              ///< how many locks it owns alone
    std::vector<ObjectId> fed;            ///< process queues it ever put something into
    std::string fullName;                 ///< where its name alone does not tell it from others, else empty
};

/// What one lane has put into a queue that lies in it.
struct PutBy {
    std::int64_t inside = 0;
    bool orphaned = false; ///< the lane was killed: they may never come out
};

/// What is kept of an object that is more than a plain lock.
struct ObjectBook {
    /// Of what several may own at once: (lane, its Acquired) of all owners, to find one's own.
    std::set<std::pair<LaneId, EventIndex>> ownersByLane;
    /// What is in a queue, by number; those that were not put in the order of their numbers are in strayItems.
    QueueItems items;
    std::multimap<std::uint64_t, EventIndex> strayItems;
    std::unordered_map<std::uint64_t, EventIndex> gotBefore; ///< of a channel: items got of those who wait to put them, by number
    std::unordered_map<LaneId, PutBy> putBy;                 ///< of a process queue
    std::uint64_t bytesPut = 0, bytesGot = 0;                ///< of a pipe
    Transfers transfers;                                     ///< of a descriptor
};

struct ObjectRecord : Object {
    using Object::storedCheckpoints;
    using Object::storedEvents;
    using Object::storedHoldings;
    using Object::storedLevels;

    std::int64_t recursion = 0; ///< depth of a recursive lock

    /// Made when it is first asked for: of locks there may be many.
    [[nodiscard]] ObjectBook& book() {
        if (!m_book)
            m_book = std::make_unique<ObjectBook>();
        return *m_book;
    }
    [[nodiscard]] const ObjectBook* bookIfAny() const { return m_book.get(); }

private:
    std::unique_ptr<ObjectBook> m_book;
};

/// Made when it is first asked for.
[[nodiscard]] inline WatchList& watchListOf(ObjectRecord& loop) {
    if (!loop.watchList)
        loop.watchList = std::make_unique<WatchList>();
    return *loop.watchList;
}

} // namespace braid::model
