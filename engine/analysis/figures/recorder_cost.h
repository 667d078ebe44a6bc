#pragma once

#include "engine/model/model.h"

#include <optional>

namespace braid::analysis {

/// What the recording itself took.
struct RecorderCost {
    std::size_t events = 0;
    double nsPerEvent = 0;  ///< to write one, as it was measured on this machine when the run was started
    model::Nanos total = 0; ///< all of them together
    double share = 0;       ///< of the time in which its threads ran, 0 … 1; 0 where none did
};

/// Nothing where the trace does not say what an event costs. O(lanes). Pure.
[[nodiscard]] std::optional<RecorderCost> recorderCost(const model::Model& model);

} // namespace braid::analysis
