#pragma once

#include "engine/model/model_data.h"

/// Counters and flows, which programs and tools that are not Braid's own write.
namespace braid::model {

void applyCounter(const Step& step);
void applyFlow(ModelData& data, const Step& step);

} // namespace braid::model
