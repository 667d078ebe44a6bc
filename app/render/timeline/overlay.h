#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <optional>
#include <vector>

namespace braid::render {

/// Where the cursor's plate stands on the ruler; nothing where there is no cursor in view. The numbers of the
/// ruler and the bookmarks keep clear of it.
[[nodiscard]] std::optional<QRectF> cursorPlate(const Frame& frame);
/// Ruler, findings, cursor, measured stretch.
/// `covered`: where on the ruler there is no room for numbers.
void layoutRuler(const Frame& frame, const std::vector<QRectF>& covered, Layer& laneGround, Layer& objectGround, Layer& panel);
void layoutFindings(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel);
void layoutOverlay(const Frame& frame, Layer& layer, Layer& plates);

} // namespace braid::render
