#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

namespace braid::render {

/// The owner bars, waiters, levels, flags, values of one object.
void layoutObject(const Frame& frame, const RowPlace& place, const model::Object& object, Layer& bars, Layer& front);
/// What the object's header says about the moment: "held by T2 · 8 wait", "3 of 5 free", "up", "= 99".
[[nodiscard]] QString objectStatus(const Frame& frame, const model::Object& object);
} // namespace braid::render
