#pragma once

#include "engine/model/model.h"

#include <optional>
#include <vector>

namespace braid::analysis {

/// One "waits for" edge and, for each holder of what is waited for, one "is held by" edge.
struct Wait {
    LaneId lane;
    ObjectId object;
    model::Nanos since = 0;
    SiteId site;
    bool timed = false;
};
struct Hold {
    ObjectId object;
    LaneId lane;
    model::Nanos since = 0;
    SiteId site;
};

/// Who waits for what and who holds what at one moment. A lane waited for by join counts as an object held by itself.
struct WaitGraph {
    std::vector<Wait> waits;
    std::vector<Hold> holds;
};

/// The graph at `time`, from the log alone; at model.endTime() it is the present. Objects that are neither held nor
/// waited for do not appear. O(log n) a lane and object, not in the number of events.
[[nodiscard]] WaitGraph waitGraphAt(const model::Model& model, model::Nanos time);

} // namespace braid::analysis
