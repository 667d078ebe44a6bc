#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <vector>

namespace braid::render {

/// The operation that was stepped last: its lane's row is outlined, and the arrows that lead to it are drawn once more, both thicker while
/// it is new (ViewState::stepped).
void layoutStep(const Frame& frame, const std::vector<RowPlace>& lanes, Layer& overlay);

} // namespace braid::render
