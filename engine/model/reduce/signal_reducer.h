#pragma once

#include "engine/model/model_data.h"

/// Events, condition variables, barriers and latches.
namespace braid::model {

void applySignal(ModelData& data, const Step& step);

} // namespace braid::model
