#pragma once

#include "app/render/rows/frame.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/scene.h"

#include <vector>

namespace braid::render {

/// The answer to ViewState::question: numbered links from each waiting bar to the one it depends on, a line
/// around those bars (into `strokes`), a dim over the rest. `rows` are all rows, those out of sight included. False where
/// nothing was asked.
bool layoutWhyChain(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, Layer& dim,
                    Layer& strokes, Layer& front);

} // namespace braid::render
