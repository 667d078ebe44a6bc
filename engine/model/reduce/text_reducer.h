#pragma once

#include "engine/model/model_data.h"

/// What is said about the run, and what it prints.
namespace braid::model {

void applyText(ModelData& data, const Step& step);

} // namespace braid::model
