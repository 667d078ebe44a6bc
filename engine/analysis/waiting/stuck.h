#pragma once

#include "engine/analysis/waiting/wait_relation.h"

#include <vector>

namespace braid::analysis {

/// A lane that nobody has started.
[[nodiscard]] bool neverStarted(const model::Lane& lane);

/// The threads that a process ends with: all its living ones but the daemons; of a daemon process all. Appends to `threads`.
void threadsOf(const model::Model& model, const model::Lane& process, std::vector<LaneId>& threads);

/// Since when `lane` has done the same over and over: the begin of the third last stretch that the same operation at the same
/// place began, of its last 64; −1 where none came three times. What such a lane has not touched in all that time, it is taken
/// not to touch later either.
[[nodiscard]] model::Nanos repeatsSince(const model::Model& model, const model::Lane& lane);

/// The lanes that can never move again as of the last event: each waits, without a time limit, for something that is not
/// there and that only others of them, or nobody, could give. Who could give it: the owners of a lock, the lane that is waited
/// for; of everything else each lane that ever did something with it or made it, and each that may still come to it, which is
/// every other one that moves, but not one that repeatsSince() the wait began, once that is ShortestHang ago. The greatest
/// such set, found by taking away from all that do not move by themselves whom somebody else may still help. In order
/// of creation, without their givers. O(lanes + owners + users of what is waited for).
[[nodiscard]] std::vector<LaneWait> stuckLanes(const model::Model& model);
/// Those of `lanes` that are stuck whatever all others do: as if each of these moved and could come to everything. All of them are among
/// stuckLanes(model). `lanes`: in order of creation, each once. O(lanes + owners + users of what is waited for).
[[nodiscard]] std::vector<LaneWait> stuckAmong(const model::Model& model, const std::vector<LaneId>& lanes);

/// Nobody who may still come to something is taken not to before that much time has gone by.
constexpr model::Nanos ShortestHang = 50'000'000;

} // namespace braid::analysis
