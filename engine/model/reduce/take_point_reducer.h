#pragma once

#include "engine/model/model_data.h"

/// Which waits are those of workers for their next piece of work.
namespace braid::model {

/// After the event was applied. O(1), but where a place turns out to be a take point: then all that its lanes did is looked through.
void applyTakePoints(ModelData& data, const Step& step);

} // namespace braid::model
