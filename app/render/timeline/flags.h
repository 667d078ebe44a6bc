#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <vector>

namespace braid::render {

/// A flag on the ruler for each bookmark and for each parameter moved while the run went on, words behind it, a
/// line down the lanes.
/// Where flags and notes stand, for the numbers to keep clear.
[[nodiscard]] std::vector<QRectF> layoutFlags(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel);

} // namespace braid::render
