#pragma once

#include "engine/model/model.h"

#include <vector>

/// The critical path of a run, or of a stretch of it: the chain of stretches, each of which the next one had to wait for,
/// that leads to the end. Making anything else faster does not make the run shorter.
namespace braid::analysis {

/// A piece of the path: `lane` did `state` from `begin` to `end`; where it is a wait, it is not known which lane ended it.
struct PathPiece {
    LaneId lane;
    model::Nanos begin = 0;
    model::Nanos end = 0;
    model::State state = model::State::Running;
    ObjectId object;                          ///< of waits: what for
    model::EventIndex event = model::NoEvent; ///< that began the stretch
    model::EventIndex cause = model::NoEvent; ///< of the lane before it on the path: the release, the put, the end …
};

/// What one thing has in the path.
struct PathShare {
    LaneId lane;
    model::State state = model::State::Running;
    ObjectId object;
    model::Nanos ns = 0;
};

/// What one object has to do with the path.
struct PathUse {
    ObjectId object;
    model::Nanos held = 0;       ///< how long the lanes of the path held it while on the path; locks held together both count
    model::Nanos waited = 0;     ///< how long they waited for it, where it is not known which lane gave it
    std::uint32_t handOvers = 0; ///< how often the path goes from one lane to another by way of it
};

struct CriticalPath {
    std::vector<PathPiece> pieces; ///< in order of time; without gaps but for the time of hand-overs
    std::vector<PathShare> shares; ///< by lane, state and object; the greatest first
    std::vector<PathUse> uses;     ///< by object; the longest first
    model::Nanos begin = 0;
    model::Nanos end = 0;
};

/// The path that leads to what `last` (none: the lane that ran or ended last) did at `to`, back to `from`. Walks backwards: while a
/// lane does something, along it; where it waited, over the arrow that ended the wait to the lane that gave it (Yang and
/// Miller, "Critical path analysis for the execution of parallel and distributed programs", ICDCS 1988). Pure. Costs
/// O(pieces · log n + holdings), of these all that objects have in the stretch.
[[nodiscard]] CriticalPath criticalPath(const model::Model& model, model::Nanos from, model::Nanos to, LaneId last = {});

} // namespace braid::analysis
