#pragma once

#include "engine/model/model_data.h"

/// Locks and semaphores.
namespace braid::model {

void applyLock(ModelData& data, const Step& step);

} // namespace braid::model
