#pragma once

#include "app/render/scene.h"

class QPainter;

namespace braid::render {

/// Draws `scene` with `theme`'s colours: the only drawing code of the program, for screen, PNG, SVG and PDF alike.
/// The painter's origin is the scene's; its transform, pen and font are restored. GUI thread or any thread with its own
/// QImage; keeps nothing between calls.
void paint(QPainter& painter, const Scene& scene, const Theme& theme);

} // namespace braid::render
