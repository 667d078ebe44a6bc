#pragma once

#include "engine/model/model_data.h"

/// What a lane does: it begins, runs, sleeps, is held, waits for I/O, suspends itself, ends.
namespace braid::model {

void applyLane(ModelData& data, const Step& step);
/// The process that `lane` lies in, itself where it is one; none where that is not known.
[[nodiscard]] LaneId processOf(const ModelData& data, const LaneRecord* lane);
/// `lane` is in `state` from `time` on, because of `step`. Of a coroutine its thread is so too.
void setState(ModelData& data, LaneRecord& lane, Nanos time, State state, ObjectId object, const Step& step, bool timed = false);
/// The next stretch, which ends the last one. What comes at the same moment takes the place of the former.
void pushInterval(ModelData& data, LaneRecord& lane, const PackedInterval& interval);
/// The rest of the trace is missing: nothing is known of the lanes after their last events. O(events).
void cutOff(ModelData& data);

/// Counts `lane` with the other children of `parent`, once they are many.
void joinCrowd(ModelData& data, LaneRecord& parent, LaneRecord& lane);
void enterCrowd(Crowd& crowd, LaneRecord& lane);
/// In the crowd of `lane` it is no longer in the state `from`, and in `to` if it goes on.
void changeCrowd(ModelData& data, const LaneRecord& lane, Nanos time, State from, std::optional<State> to);
/// The intervals at `indices`, ascending, were idle, which was not known when they came.
void markIdle(ModelData& data, LaneRecord& lane, const std::vector<std::size_t>& indices);

} // namespace braid::model
