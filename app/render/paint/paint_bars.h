#pragma once

#include "app/render/paint/pixels.h"
#include "app/render/scene/scene.h"
#include "app/render/scene/state_inks.h"
#include "app/render/scene/theme.h"

#include <span>
#include <vector>

class QPainter;

/// The lanes' bars and strips as pixels. Not for use outside app/render.
namespace braid::render {

/// Writes `strip` into `into`, whose first pixel is the strip's (`left`, `top`). Pixels above what the states come to are left
/// as they are.
void drawStrip(const Pixels& into, int left, int top, const Strip& strip, std::span<const Column> columns, const StateInks& inks);

/// Paints the boxes and strips of a disjoint layer that lie in `rows` where that can be done as whole pixels: by filling scan lines of a few
/// rows at a time and handing each to the painter at once. `inks` are the theme's. With thousands of narrow bars a call for each would take several
/// times as long as its pixels. Where the painter does not draw pixels one to one (SVG, PDF, scaled), nothing is painted and
/// false returned. What has another form is left to the caller in `boxes` and `strips`.
[[nodiscard]] bool paintBars(QPainter& painter, const QRect& rows, const Layer& layer, const Theme& theme, const StateInks& inks,
                             std::vector<const Box*>& boxes, std::vector<const Strip*>& strips);

} // namespace braid::render
