#pragma once

#include "engine/model/model_data.h"

/// The beginning and the end of every wait, and depth and waiters of objects over time.
namespace braid::model {

/// The lane of `step` waits for its object and is in `state` meanwhile.
void beginWait(ModelData& data, const Step& step, State state);
/// It has waited for that object; nothing where it had not.
std::optional<OpenWait> endWait(ModelData& data, const Step& step);
/// It waits no more, whatever it waited for.
/// The wait of the lane ends by the object of `step` as well. No effect where it is in none.
void alsoWait(ModelData& data, const Step& step);
void abandonWait(ModelData& data, LaneRecord& lane, Nanos time);
/// Notes depth and waiters of `object` as they are now.
void updateLevel(ObjectRecord& object, Nanos time);

} // namespace braid::model
