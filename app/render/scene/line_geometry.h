#pragma once

#include "app/render/scene/scene.h"

/// Where a line of a scene goes. Pure.
namespace braid::render {

/// The point at `part` (0 … 1) of a line of two points or a curve.
[[nodiscard]] QPointF pointOf(const Line& line, double part);
/// Around all points of `line`, which holds a curve as well.
[[nodiscard]] QRectF around(const Line& line);
/// They have a point in common. An upright line has no width, and QRectF::intersects takes that for nothing.
[[nodiscard]] bool meet(const QRectF& a, const QRectF& b);
/// Whether `line`, straight or curved, goes through `rect`.
[[nodiscard]] bool goesThrough(const Line& line, const QRectF& rect);

} // namespace braid::render
