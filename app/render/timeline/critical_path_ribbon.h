#pragma once

#include "app/render/rows/frame.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/scene.h"

#include <span>
#include <vector>

namespace braid::render {

/// ViewState::criticalPath as one thread over the bars, with joints where it goes from lane to lane; with
/// `dimmed` a dim over the rest.
void layoutCriticalPathRibbon(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, bool dimmed,
                              Layer& dim, Layer& front);
/// What is `written` and a stroke goes through, once more on a plate, so that no line strikes words
/// out; but for what lies under the dim.
void layoutWordsOverStrokes(const Layer& strokes, const Layer& dim, std::span<const Layer> written, Layer& words);

} // namespace braid::render
