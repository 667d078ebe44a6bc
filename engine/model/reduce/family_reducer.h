#pragma once

#include "engine/model/model_data.h"

/// Lanes whose names differ in numbers only, and the names themselves.
namespace braid::model {

void joinFamily(ModelData& data, LaneRecord& lane);
void renameLane(ModelData& data, LaneRecord& lane, Nanos time, std::string_view name);
/// Threads and coroutines of different processes often have the same names, each process a "main": of all processes but the
/// first one it is said whose they are, "worker-2/main".
void nameInFull(ModelData& data, LaneRecord& lane);

} // namespace braid::model
