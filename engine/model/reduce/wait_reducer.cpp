#include "engine/model/reduce/wait_reducer.h"

#include "engine/model/reduce/lane_reducer.h"
#include "engine/model/store/arithmetic.h"

#include <algorithm>
#include <utility>

namespace braid::model {

using trace::ObjectKind;

namespace {

void stopWaitingFor(ModelData& data, ObjectId id, EventIndex event, Nanos time) {
    ObjectRecord* object = data.objectRecord(id);
    if (!object)
        return;
    if (const Waiter* waiter = object->waiters.find(event))
        object->waiters.erase(*waiter);
    if (object->waiters.empty()) {
        object->pendingSignals.clear();
        object->pendingWakeups = 0;
    }
    updateLevel(*object, time);
}

bool waitsAlsoFor(const ModelData& data, const LaneRecord& lane, ObjectId object) {
    const std::vector<OpenWait>& others = data.alternatives.at(lane.id);
    return std::any_of(others.begin(), others.end(), [object](const OpenWait& other) { return other.object == object; });
}

std::int64_t depthOf(const ObjectRecord& object) {
    switch (object.kind) {
    case ObjectKind::RecursiveMutex:
        return object.recursion;
    case ObjectKind::Semaphore:
    case ObjectKind::BoundedSemaphore:
    case ObjectKind::SharedMutex:
        return static_cast<std::int64_t>(object.owners.size());
    case ObjectKind::Channel:
        return std::max<std::int64_t>(object.value, 0); // less where one has been got whose putter has not said so
    default:
        return object.value;
    }
}

} // namespace

void beginWait(ModelData& data, const Step& step, State state) {
    LaneRecord& lane = *step.lane;
    if (lane.ended != Open)
        return;
    abandonWait(data, lane, step.time);
    const bool timed = step.event.a > 0;
    lane.wait = {step.event.object, step.index, step.time, timed};
    // A coroutine that has suspended itself for it does not keep its thread.
    const bool suspended = lane.kind == trace::LaneKind::Coroutine && !lane.intervals().empty() && lane.intervals().back().state == State::Suspended;
    setState(data, lane, step.time, suspended ? State::Suspended : state, step.event.object, step, timed);
    if (step.object) {
        step.object->waiters.append({lane.id, step.time, step.index, timed});
        step.object->storedEvents.push_back(step.index);
        updateLevel(*step.object, step.time);
    }
}

void alsoWait(ModelData& data, const Step& step) {
    LaneRecord& lane = *step.lane;
    if (lane.ended != Open || lane.wait.event == NoEvent)
        return;
    lane.waitsForSeveral = true;
    data.alternatives[lane.id].push_back({step.event.object, step.index, step.time, lane.wait.timed});
    step.object->waiters.append({lane.id, step.time, step.index, lane.wait.timed});
    updateLevel(*step.object, step.time);
}

std::optional<OpenWait> endWait(ModelData& data, const Step& step) {
    LaneRecord& lane = *step.lane;
    const bool waited = lane.wait.object == step.event.object || (lane.waitsForSeveral && waitsAlsoFor(data, lane, step.event.object));
    if (lane.wait.event == NoEvent || !waited)
        return std::nullopt;
    const OpenWait wait = lane.wait;
    if (step.object)
        addTo(step.object->waitNs, std::max<Nanos>(step.time - wait.since, 0));
    abandonWait(data, lane, step.time);
    // A suspended coroutine runs again when it is resumed, not when what it waits for is there.
    if (!lane.intervals().empty() && lane.intervals().back().state != State::Suspended)
        setState(data, lane, step.time, State::Running, {}, step);
    return wait;
}

void abandonWait(ModelData& data, LaneRecord& lane, Nanos time) {
    lane.releasingForWait = false;
    if (lane.wait.event == NoEvent)
        return;
    const OpenWait wait = std::exchange(lane.wait, {});
    stopWaitingFor(data, wait.object, wait.event, time);
    if (!std::exchange(lane.waitsForSeveral, false))
        return;
    const auto others = data.alternatives.extract(lane.id);
    for (const OpenWait& other : others.mapped())
        stopWaitingFor(data, other.object, other.event, time);
}

void updateLevel(ObjectRecord& object, Nanos time) {
    const std::int64_t depth = depthOf(object);
    object.maxDepth = std::max(object.maxDepth,
                               object.exclusive() && !object.owners.empty() ? std::max<std::int64_t>(depth, 1) : depth);
    Level next{time, static_cast<std::int32_t>(std::clamp<std::int64_t>(depth, INT32_MIN, INT32_MAX)),
               static_cast<std::int32_t>(object.waiters.size())};
    Levels& levels = object.storedLevels;
    if (levels.back().depth == next.depth && levels.back().waiters == next.waiters)
        return;
    next.time = std::max(next.time, levels.back().time);
    if (levels.back().time == next.time) {
        levels.replaceBack(next);
        return;
    }
    levels.append(next);
}

} // namespace braid::model
