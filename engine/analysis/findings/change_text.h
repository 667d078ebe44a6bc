#pragma once

#include "engine/analysis/findings/findings.h"

namespace braid::analysis {

/// `wait`, for a shared variable to change, goes on although it has changed: the notification after the change is missing, or
/// another lane had it.
[[nodiscard]] bool changedUnseen(const model::Model& model, const model::Object& variable, const LaneWait& wait);

/// Why that is: the cause, and the sentence that says so behind `sentence`.
[[nodiscard]] StuckCause causeOfUnseen(const model::Model& model, const model::Object& variable, const LaneWait& wait, model::Sentence& sentence);

} // namespace braid::analysis
