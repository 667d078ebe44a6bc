#pragma once

#include "engine/model/model_data.h"

/// When suspended coroutines may go on.
namespace braid::model {

/// The lane has suspended itself and goes on `limit` ns after `step` at the latest; 0 = without a limit.
void noteLimit(ModelData& data, LaneRecord& lane, const Step& step, std::uint64_t limit);
/// Those whose limit is over by `time` are ready since then. Amortised O(log of those that have one).
void passLimits(ModelData& data, Nanos time);
/// The event MadeReady: the coroutine is ready, where it is suspended.
void applyMadeReady(ModelData& data, const Step& step);

} // namespace braid::model
