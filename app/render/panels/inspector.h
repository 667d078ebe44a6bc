#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/figures/snapshot.h"
#include "engine/model/model.h"

/// One object drawn as the structure it is, at one moment: a semaphore's permits as tokens, a queue's slots, a selector's
/// table, a recursive lock's depth; below it who has it and who waits for it, longest first.
namespace braid::render {

/// The picture of `then` (see analysis::objectAt), `width` wide and as high as it needs. Of what does not fit (more
/// than a few dozen items, owners or waiters) the first are drawn and the rest counted. Tags: ObjectHeader, LaneHeader
/// (owners, waiters, workers), ObjectMark (items, values; `event`), so that hit() answers clicks.
[[nodiscard]] Scene layoutInspector(const model::Model& model, const analysis::ObjectSnapshot& then, double width,
                                    const Theme& theme);

} // namespace braid::render
