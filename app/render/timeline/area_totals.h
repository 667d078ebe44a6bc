#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/figures/statistics.h"

namespace braid::render {

/// What a marked stretch comes to: how long it is, the shares of the states in the time of all lanes, and lane by lane the shares, the
/// longest wait and the events; those with the longest waits first, at most eight. `lanes`: only these; empty = all. As large as it
/// needs. Pure.
[[nodiscard]] Scene layoutAreaTotals(const model::Model& model, const analysis::Statistics& statistics, const std::vector<LaneId>& lanes,
                                     const Theme& theme);

} // namespace braid::render
