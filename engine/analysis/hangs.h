#pragma once

#include "engine/analysis/deadlocks.h"
#include "engine/analysis/findings.h"

#include <vector>

namespace braid::analysis {

/// The lanes that can never move again: each waits, without a time limit, for something that is not there and that only
/// others of them could give. The greatest such set, found by starting from all that cannot move by themselves and
/// taking away whom somebody else may still help. In order of creation.
[[nodiscard]] std::vector<LaneId> stuckLanes(const model::Model& model);

/// What the stuck lanes that are in no deadlock cycle wait for, one finding for each root: lanes that merely stand behind
/// a cycle or behind another root give none of their own. Daemon threads, which may well wait for ever, are named only
/// where others depend on them or nobody else is stuck.
[[nodiscard]] std::vector<Finding> nameHangsOf(const model::Model& model, const Deadlocks& deadlocks);

} // namespace braid::analysis
