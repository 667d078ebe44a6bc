#pragma once

#include "engine/model/model_data.h"

/// Time in which a lane could run and did not.
namespace braid::model {

/// OffCpu and OffCpuOther.
void offCpu(ModelData& data, const Step& step);
/// What it did before it was woken and had to wait for a processor.
[[nodiscard]] State stateBeforeWakeUp(const ModelData& data, const Lane& lane);

} // namespace braid::model
