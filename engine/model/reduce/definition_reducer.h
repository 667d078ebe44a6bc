#pragma once

#include "engine/model/model_data.h"

/// Lanes, objects and places in the source that are made known.
namespace braid::model {

void applyDefinition(ModelData& data, const Step& step);

} // namespace braid::model
