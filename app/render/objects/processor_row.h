#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// Who runs on the processor `place.row.processor`, each thread in its colour with its name, as far as it was recorded. Hatched is
/// where a thread ran of which that is not known.
void layoutProcessor(const Frame& frame, const RowPlace& place, Layer& bars, Layer& front);
/// The processor's number, and who runs on it at the moment in question.
void layoutProcessorHeader(const Frame& frame, const RowPlace& place, Layer& layer);

} // namespace braid::render
