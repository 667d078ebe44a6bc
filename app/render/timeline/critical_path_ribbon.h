#pragma once

#include "app/render/rows/frame.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/scene.h"

#include <vector>

namespace braid::render {

/// ViewState::criticalPath as one thread over the bars, with joints where it goes from lane to lane; with
/// `dimmed` a dim over the rest.
void layoutCriticalPathRibbon(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, bool dimmed,
                              Layer& dim, Layer& front);

} // namespace braid::render
