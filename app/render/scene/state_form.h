#pragma once

#include "app/render/scene/scene.h"
#include "engine/model/store/lane.h"

/// The forms of the states: colour is never alone. The same in bars, in strips of columns and in legends.
namespace braid::render {

[[nodiscard]] Form formOf(model::State state);
/// How high a state's bar is where one that runs is `full` pixels high: whole pixels, at least 1.
[[nodiscard]] double formHeight(model::State state, double full);
/// The bar a state is drawn as inside a row: its form's height, standing on the row's lower edge.
[[nodiscard]] QRectF barRect(const QRectF& row, model::State state, double left, double right);

} // namespace braid::render
