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
    LaneId current;                     ///< of a thread: the coroutine that runs on it
    LaneId carrier;                     ///< of a coroutine: the thread that resumed it last
    Interval beforeHold;                ///< what HoldBegin interrupted
    bool held = false;
    std::uint32_t locks = 0; ///< how many locks it owns alone
};

struct ObjectRecord : Object {
    std::vector<std::uint32_t> openHoldings;                ///< parallel to owners: their places in holdings
    std::int64_t recursion = 0;                             ///< depth of a recursive lock
    std::deque<std::pair<std::uint64_t, EventIndex>> items; ///< (number, its Put) of what is in a queue, by number
};

} // namespace braid::model
