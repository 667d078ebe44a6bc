#pragma once

#include "engine/model/model_data.h"

/// Locks and semaphores.
namespace braid::model {

void applyLock(ModelData& data, const Step& step);
/// `copy`, which `child`, the first thread of the forked `process`, has made known, is held by those who held `original` when
/// the process was forked.
void inherit(ModelData& data, ObjectRecord& copy, const ObjectRecord& original, const LaneRecord& process, LaneRecord& child);

} // namespace braid::model
