#pragma once

#include "engine/analysis/findings/findings.h"

#include <optional>

namespace braid::analysis {

/// What one event tells by itself.
struct EventFinding {
    Finding finding; ///< without its time and event
    /// It is how the run ends, or a crash, after which the run's own one needs no telling.
    bool tellsTheEnd = false;
};

/// Of a Fault, a LaneKilled, a LaneEnd or a TraceFull; nothing where that is no news. Pure.
[[nodiscard]] std::optional<EventFinding> findingOfEvent(const model::Model& model, model::EventIndex index);

} // namespace braid::analysis
