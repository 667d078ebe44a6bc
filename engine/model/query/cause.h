#pragma once

#include "engine/model/model.h"

#include <optional>

/// From an effect back to what caused it.
namespace braid::model {

/// The arrow that leads to `effect`; none where none does. O(log arrows).
[[nodiscard]] std::optional<Arrow> arrowTo(const Model& model, EventIndex effect);

/// The event that ended the wait `waited`, over when `effect` happened: the other end of the arrow, or, where no arrow
/// says so, the get that made room for a put, the task_done that a join of a queue waited for. NoEvent where nothing is
/// known. Looks through 4096 events of the object at most.
[[nodiscard]] EventIndex causeOf(const Model& model, const Interval& waited, EventIndex effect);

} // namespace braid::model
