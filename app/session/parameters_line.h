#pragma once

#include "app/session/catalogue.h"
#include "engine/model/model.h"

#include <QString>

namespace braid::session {

/// The values of this run for a subtitle: "produce = 50 ms → 880 ms at 1.2 s · items = 20". Without the scenario's
/// description the values stand as in the trace; with it, those that have no effect in this run are left out. Translated.
[[nodiscard]] QString parametersLine(const model::Model& model, const Scenario* scenario);

} // namespace braid::session
