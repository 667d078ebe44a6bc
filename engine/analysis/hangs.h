#pragma once

#include "engine/analysis/deadlocks.h"
#include "engine/analysis/findings.h"

#include <vector>

namespace braid::analysis {

/// What the stuck lanes that are in no deadlock cycle wait for, one finding for each root: lanes that merely stand
/// behind a cycle or behind another root give none of their own. Daemon threads, which may well wait for ever, are
/// named only where others depend on them or no other lane is stuck.
[[nodiscard]] std::vector<Finding> nameHangsOf(const model::Model& model, const Deadlocks& deadlocks);

} // namespace braid::analysis
