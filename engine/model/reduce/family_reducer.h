#pragma once

#include "engine/model/model_data.h"

/// Lanes whose names differ in numbers only, and the names themselves.
namespace braid::model {

void joinFamily(ModelData& data, LaneRecord& lane);
void renameLane(ModelData& data, LaneRecord& lane, Nanos time, std::string_view name);
/// Every process begins with a thread main: of all but the first one it is said whose.
void nameInFull(ModelData& data, LaneRecord& lane);

} // namespace braid::model
