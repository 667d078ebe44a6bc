#pragma once

#include "app/render/scene/scene.h"

#include <span>

/// Words stay readable where lines go through them. Not for use outside app/render.
namespace braid::render {

/// What is `written` and a stroke goes through, once more on a plate, so that no line strikes words
/// out; but for what lies under the dim.
void layoutWordsOverStrokes(const Layer& strokes, const Layer& dim, std::span<const Layer> written, Layer& words);

/// A plate for the words in or above each bar that one of `lines` crosses, in the colour of what they stand on. Drawn between the lines
/// and the words: the line goes behind them.
void layoutPlatesOverLines(std::span<const Line> lines, std::span<const Layer> written, Layer& plates);

} // namespace braid::render
