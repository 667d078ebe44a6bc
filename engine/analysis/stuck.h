#pragma once

#include "engine/model/model.h"

#include <vector>

namespace braid::analysis {

/// A lane that no other has started.
[[nodiscard]] bool neverStarted(const model::Lane& lane);

/// The threads that a process ends with: all its living ones but the daemons; of a daemon process all. Appends to `threads`.
void threadsOf(const model::Model& model, const model::Lane& process, std::vector<LaneId>& threads);

/// The lanes that can never move again: each waits, without a time limit, for something that is not there and that only
/// others of them could give. The greatest such set, found by starting from all that cannot move by themselves and
/// taking away those that another lane may still release. In order of creation.
[[nodiscard]] std::vector<LaneId> stuckLanes(const model::Model& model);

} // namespace braid::analysis
