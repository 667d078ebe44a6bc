#include "engine/model/reduce/task_reducer.h"

#include "engine/model/reduce/checkpoints.h"
#include "engine/model/reduce/wait_reducer.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;

void applyTask(const Step& step) {
    if (!step.lane || step.lane->ended != Open)
        return;
    LaneRecord& lane = *step.lane;
    if (step.event.kind == EventKind::TaskBegin) {
        const auto depth = static_cast<std::uint16_t>(std::min<std::size_t>(lane.openTasks.size(), UINT16_MAX));
        lane.openTasks.push_back(static_cast<std::uint32_t>(lane.storedTasks.size()));
        lane.storedTasks.push_back({step.time, Open, step.event.object, step.index, depth, false});
    } else if (!lane.openTasks.empty()) {
        endTasks(lane, step.time, lane.openTasks.size() - 1, step.event.b != 0);
    }
}

void endTasks(LaneRecord& lane, Nanos time, std::size_t keep, bool failed) {
    while (lane.openTasks.size() > keep) {
        Task& task = lane.storedTasks[lane.openTasks.back()];
        lane.openTasks.pop_back();
        task.end = std::max(time, task.begin);
        task.failed = failed;
    }
}

void applyWatch(const Step& step) {
    if (!step.object)
        return;
    ObjectRecord& object = *step.object;
    object.storedEvents.push_back(step.index);
    follow(watchListOf(object), step.event, step.index);
    if (step.event.kind != EventKind::FdReady) {
        object.value = static_cast<std::int64_t>(object.watchList->size());
        updateLevel(object, step.time);
    }
    keepCheckpoint(object);
}

} // namespace braid::model
