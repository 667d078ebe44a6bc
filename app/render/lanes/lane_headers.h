#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// The names of the rows, and what their lanes do at the moment the headers are about.
void layoutLaneHeader(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& layer);
void layoutCrowdHeader(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& layer);
void layoutFamilyHeader(const Frame& frame, const RowPlace& place, const model::Lane& first, Layer& layer);

} // namespace braid::render
