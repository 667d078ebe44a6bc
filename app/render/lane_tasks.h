#pragma once

#include "app/render/frame.h"
#include "app/render/labels.h"
#include "app/render/scene.h"

namespace braid::render {

/// Brackets over the named pieces of work.
void layoutTasks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower);

} // namespace braid::render
