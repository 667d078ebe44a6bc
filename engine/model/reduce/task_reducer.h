#pragma once

#include "engine/model/model_data.h"

/// Named pieces of work, and what loops and selectors watch.
namespace braid::model {

void applyTask(const Step& step);
void applyWatch(const Step& step);
/// Ends the open tasks of `lane` but for the `keep` outermost ones.
void endTasks(LaneRecord& lane, Nanos time, std::size_t keep, bool failed);

} // namespace braid::model
