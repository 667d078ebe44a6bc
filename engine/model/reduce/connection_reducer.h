#pragma once

#include "engine/model/model_data.h"

/// Connections between descriptors of the run.
namespace braid::model {

/// EndOf, EndShut, WatchedIs.
void applyConnection(ModelData& data, const Step& step);
/// An IoEnd of `descriptor`.
void countBytes(ModelData& data, const Step& step, ObjectRecord& descriptor);
/// `copy` is known as a copy from here on.
void noteCopy(ModelData& data, const ObjectRecord& copy);

} // namespace braid::model
