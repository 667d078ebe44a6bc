#pragma once

#include "app/render/scene/scene.h"

#include <vector>

class QPainter;

/// Words as glyphs. Not for use outside app/render.
namespace braid::render {

/// Draws `texts` in their order. Where the painter fills pixels, the glyphs of a word are looked up once and
/// remembered: shaping takes four times as long as drawing them. In vector graphics text stays text.
void paintWords(QPainter& painter, const std::vector<const Text*>& texts, const Theme& theme);

} // namespace braid::render
