#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// How many of the objects of a row are in use, and the row's name.
void layoutObjectFamily(const Frame& frame, const RowPlace& place, const model::Object& first, Layer& bars);
void layoutObjectFamilyHeader(const Frame& frame, const RowPlace& place, const model::Object& first, Layer& layer);

} // namespace braid::render
