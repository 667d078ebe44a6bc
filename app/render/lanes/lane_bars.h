#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// The state bars, merged where narrower than a few pixels; their labels, end caps, halo, selection.
void layoutBars(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& halos, Layer& bars, Layer& outlines,
                Layer& front, Occupied& upper, Occupied& lower);

} // namespace braid::render
