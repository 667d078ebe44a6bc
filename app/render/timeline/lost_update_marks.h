#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <span>
#include <vector>

namespace braid::render {

/// What lost updates look like: each write that vanished is struck through, on its lane and on the variable's row. Of the first one
/// whose lanes are in view also how it came about: a bracket joins the stale reading to the late write of the same lane, an arrow leads from there to the
/// write that it covered, and a plate says both values. `laneMarks` and `objectMarks` are the layers that hold the marks of
/// accesses; what has none there is not struck. Lines go into `links`, crosses and plates into `overlay`.
void layoutLostUpdates(const Frame& frame, const std::vector<RowPlace>& lanes, const std::vector<RowPlace>& objects,
                       std::span<const Layer> laneMarks, std::span<const Layer> objectMarks, Layer& links, Layer& overlay);

} // namespace braid::render
