#pragma once

#include "engine/model/model_data.h"

/// How many lanes go on by themselves and how many the person holds: run time passes only while one goes on.
namespace braid::model {

/// Call it after `lane` changed its state. O(1).
void reckon(ModelData& data, LaneRecord& lane);
void setHold(ModelData& data, LaneRecord& lane, Hold hold);
/// Which coroutine runs on `carrier`; none: its own code.
void setCurrent(ModelData& data, LaneRecord& carrier, LaneId coroutine);

} // namespace braid::model
