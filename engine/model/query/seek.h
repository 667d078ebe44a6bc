#pragma once

#include "engine/model/model.h"

#include <string_view>
#include <vector>

/// Where to go next in a run: the events before and after a moment, of all or of one lane, object or line. Pure; nothing
/// is kept between calls. What is looked for is found by walking outward from the moment, a few nanoseconds an event.
namespace braid::model {

enum class Direction {
    Back,
    Forward
};

/// Where one stands in the log, on an event or between two.
struct Place {
    EventIndex forward = 0; ///< the first event ahead
    EventIndex back = 0;    ///< one past the first event behind
};
/// On `event`: neither ahead nor behind.
[[nodiscard]] Place placeOn(EventIndex event);
/// Between what happened up to `time` and what happened later. The log is in order of time but for neighbours, so that the
/// last event behind may stand after the first one ahead. O(log n).
[[nodiscard]] Place placeAt(const Model& model, Nanos time);

/// The nearest event in that direction that is an occurrence, more than a definition; NoEvent where there is none.
[[nodiscard]] EventIndex nextEvent(const Model& model, Place from, Direction direction);
/// … that `lane` wrote or that was done to it: its start, its end seen by another.
[[nodiscard]] EventIndex nextOfLane(const Model& model, LaneId lane, Place from, Direction direction);
/// … of `object`.
[[nodiscard]] EventIndex nextOfObject(const Model& model, ObjectId object, Place from, Direction direction);

/// What made `event` possible: the beginning of the arrow that ends in it. Where none does, the last event of its lane
/// before it that had such a cause: what brought the lane to where it is. NoEvent at the beginning of all.
[[nodiscard]] EventIndex previousCause(const Model& model, EventIndex event);
/// What `event` made possible: the end of the first arrow that begins in it. Where none does, the next event of its lane
/// that made something possible.
[[nodiscard]] EventIndex nextEffect(const Model& model, EventIndex event);

/// The last read or write of `variable` up to `time`; NoEvent where there was none.
[[nodiscard]] EventIndex lastAccess(const Model& model, const Object& variable, Nanos time);

/// Appends the events of line `line` (from 1) of `file` from log index `from` on; returns the log's size, which is
/// where the next call goes on. `file` as in Site.
EventIndex eventsOfLine(const Model& model, std::string_view file, std::uint32_t line, EventIndex from,
                        std::vector<EventIndex>& found);

/// Where a lane is in a file.
struct LaneLine {
    LaneId lane;
    std::uint32_t line = 0;
    EventIndex event = NoEvent; ///< that put it there
};
/// The last line of `file` that each lane alive at `time` came by, in the order of the lanes; lanes that never did are
/// left out. Of the past at most the last 65536 events are walked; beyond them only what began a lane's stretches counts.
[[nodiscard]] std::vector<LaneLine> linesAt(const Model& model, std::string_view file, Nanos time);

} // namespace braid::model
