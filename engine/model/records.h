#pragma once

#include "engine/model/lane.h"
#include "engine/model/object.h"

#include <deque>
#include <utility>

/// What the model knows beyond what it shows. For the model's own files only.
namespace braid::model {

/// The wait a lane is in, from its begin event to its end event.
struct OpenWait {
    ObjectId object;
    EventIndex event = NoEvent; ///< NoEvent = it waits for nothing
    Nanos since = 0;
};

struct LaneRecord : Lane {
    OpenWait wait;
    EventIndex startEvent = NoEvent;    ///< its LaneStart
    EventIndex pendingResume = NoEvent; ///< a Resume whose arrow awaits the coroutine's next event
    EventIndex signalled = NoEvent;     ///< the last signal sent to it
    LaneId current;                     ///< of a thread: the coroutine that runs on it
    LaneId carrier;                     ///< of a coroutine: the thread that resumed it last
    Interval beforeHold;                ///< what HoldBegin interrupted
    bool held = false;
    bool crowded = false; ///< counted in its parent's crowd, or a thread in its family's
    std::vector<std::uint32_t> openTasks; ///< their places in tasks, outermost first
    std::uint32_t locks = 0; ///< how many locks it owns alone
};

struct ObjectRecord : Object {
    std::vector<std::uint32_t> openHoldings;                ///< parallel to owners: their places in holdings
    std::int64_t recursion = 0;                             ///< depth of a recursive lock
    /// (number, its Put) of what is in a queue, by number; of a pipe: (bytes put so far, the Put that brought them there).
    std::deque<std::pair<std::uint64_t, EventIndex>> items;
    std::uint64_t bytesPut = 0, bytesGot = 0; ///< of a pipe
    std::vector<std::uint32_t> watched;       ///< of a loop or selector: descriptors, sorted
};

} // namespace braid::model
