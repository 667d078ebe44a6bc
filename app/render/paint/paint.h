#pragma once

#include "app/render/scene/scene.h"

class QPainter;

namespace braid::render {

/// Draws `scene` with `theme`'s colours: the only drawing code of the program, for screen, PNG, SVG and PDF alike.
/// The painter's origin is the scene's; its transform, pen and font are restored. Where it fills an image one to one and there
/// is much to draw, bands of the image are filled at the same time, by this thread and others. GUI thread or any thread with
/// its own QImage. What is remembered between calls (the shapes of words) changes nothing in a picture.
void paint(QPainter& painter, const Scene& scene, const Theme& theme);

} // namespace braid::render
