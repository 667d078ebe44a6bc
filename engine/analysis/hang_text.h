#pragma once

#include "engine/analysis/findings.h"

#include <vector>

namespace braid::analysis {

/// The finding of lanes that wait for one thing in one way (the earliest with its givers, none of which is stuck): its sentence and cause,
/// without its time and its waits. `waits` must not be empty.
[[nodiscard]] Finding hangFinding(const model::Model& model, const std::vector<LaneWait>& waits);
/// Whether what `wait` is for was given before it began or to another one, which a condition and an event do not keep; None
/// where nothing says so.
[[nodiscard]] StuckCause lossOf(const model::Model& model, const model::Object& object, const LaneWait& wait);
/// "main waits for T1 to end (x.cpp:12), which is stuck".
[[nodiscard]] model::Sentence joinOfStuck(const model::Model& model, const CycleEdge& edge);

} // namespace braid::analysis
