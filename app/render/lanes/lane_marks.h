#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// Prints, notes, reads and writes, time-outs, faults.
void layoutMarks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower);
/// The value a Read or Write carries: 99, "hello", true.
[[nodiscard]] QString valueText(const trace::Event& event);

} // namespace braid::render
