#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"
#include "engine/model/query/statistics.h"

#include <vector>

namespace braid::render {

/// The density of a folded row.
void layoutDensity(const Frame& frame, const RowPlace& place, const std::vector<const model::Lane*>& lanes, Layer& bars);
/// … and what all coroutines of `lane` do together.
void layoutCrowd(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars);
/// … and of the members of a family; `lane` is the first of them.
void layoutFamily(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars);

/// `lane` and all that is below it in the tree.
[[nodiscard]] std::vector<const model::Lane*> laneAndBelow(const model::Model& model, const model::Lane& lane);

/// The shares of a stretch as a column of a strip; `whole` is the time that fills it.
[[nodiscard]] Column columnOf(const model::StateTimes& ns, std::size_t count, double whole);

} // namespace braid::render
