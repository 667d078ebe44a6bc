#pragma once

#include "app/render/scene/scene.h"
#include "app/render/scene/theme.h"

#include <vector>

class QPainter;

/// Small signs. Not for use outside app/render.
namespace braid::render {

/// Draws `marks` in their order. Squares that follow each other are filled at once.
void paintMarks(QPainter& painter, const std::vector<const Mark*>& marks, const Theme& theme);

} // namespace braid::render
