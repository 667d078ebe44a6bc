#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <span>
#include <vector>

namespace braid::render {

/// Where sixteen rows or more below each other say the same of a bar at the same place, every eighth of them is enough. Leaves the words
/// of the first one and takes the others out of `layers`, with their plates. Words of bars only. O(texts · log texts).
void thinRepeatedWords(const std::vector<RowPlace>& places, std::span<Layer> layers);

} // namespace braid::render
