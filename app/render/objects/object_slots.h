#pragma once

#include "engine/model/model.h"

/// How high the parts of an object's row are. Not for use outside app/render.
namespace braid::render {

/// So many items of a queue are drawn above each other; 0 where it is too deep for that, and of what is no queue of items.
[[nodiscard]] int itemSlots(const model::Object& queue);
/// Of that many slots together, in pixels.
[[nodiscard]] double itemsHeight(int slotCount, double typeScale);
/// Of the stair of unfinished tasks below the items, in pixels; 0 where they are not counted.
[[nodiscard]] double unfinishedHeight(const model::Object& queue, double typeScale);

/// The call on a loop that `end`, an IoEnd, ends was given the whole list of what it waited for: select and poll are.
[[nodiscard]] bool givesWholeList(const trace::Event& end);
/// `loop` is handed operations that are then under way, as io_uring and POSIX AIO are, instead of descriptors to watch. Looks at its first
/// calls.
[[nodiscard]] bool isHandedOperations(const model::Model& model, const model::Object& loop);

} // namespace braid::render
