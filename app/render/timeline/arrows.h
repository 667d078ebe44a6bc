#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <span>
#include <vector>

namespace braid::render {

/// Cause to effect between the rows of `places`.
void layoutArrows(const Frame& frame, const std::vector<RowPlace>& places, Layer& layer);
/// … and what goes from put to get, on the middle of its arrow, clear of all that is `written`: where few enough are in view to
/// be told apart.
void layoutItemLabels(const Frame& frame, const Layer& arrows, std::span<const Layer> written, Layer& signs);

} // namespace braid::render
