#pragma once

#include "app/render/scene/scene.h"
#include "app/session/run/run.h"

#include <QString>
#include <optional>

namespace braid::views {

/// What is under the pointer, in one sentence; empty for nothing worth saying. What is said of a lane or an object as a
/// whole is as of `cursor`, else of the end. `column` for merged stretches.
[[nodiscard]] QString hoverText(const session::Run& run, std::optional<model::Nanos> cursor, const render::Tag& tag,
                                const render::Column* column = nullptr);
/// The same with its time and its source line, as rich text for a tooltip.
[[nodiscard]] QString hoverTip(const session::Run& run, std::optional<model::Nanos> cursor, const render::Tag& tag,
                               const render::Column* column = nullptr);

} // namespace braid::views
