#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// Brackets over the named pieces of work.
void layoutTasks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower);

} // namespace braid::render
