#pragma once

#include "engine/model/model_data.h"

/// Queues, channels and shared variables.
namespace braid::model {

void applyQueue(ModelData& data, const Step& step);
/// `lane` was killed: what it has put into process queues may never come out.
void orphanItems(ModelData& data, const LaneRecord& lane);

} // namespace braid::model
