#pragma once

#include "app/render/scene/scene.h"
#include "engine/model/store/lane.h"

namespace braid::render {

/// The shares of the states in a lane's time as one bar of `size`, from left to right in the order of the states, each in
/// its colour and form. `whole` is the time that fills it; 0 = all of `ns`. Empty where there is no time. Pure.
[[nodiscard]] Scene layoutShares(const model::StateTimes& ns, QSizeF size, const Theme& theme, model::Nanos whole = 0);

/// Two bars one above the other, for an earlier and a later value: `greatest` fills the width. Values < 0 are 0.
[[nodiscard]] Scene layoutRatio(double before, double after, double greatest, QSizeF size, const Theme& theme);

/// "running 45 % · blocked 55 %", the greatest first; shares below a thousandth are left out.
[[nodiscard]] QString sharesText(const model::StateTimes& ns);

} // namespace braid::render
