#include "engine/model/reduce/take_point_reducer.h"

#include "engine/model/reduce/lane_reducer.h"

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

bool mayBePlace(const ObjectRecord* object) {
    return object && object->address != 0 &&
           (object->kind == ObjectKind::ConditionVariable || object->kind == ObjectKind::Semaphore || object->kind == ObjectKind::Futex);
}

/// What the lanes did there before it was known. Where a file has that be very much all the time, it stays as it is.
void markPast(ModelData& data, const TakePoints::Place& place) {
    for (const LaneId id : data.takePoints.lanesAt(place)) {
        LaneRecord* lane = data.laneRecord(id);
        if (!lane || !data.moves.take(lane->intervals().size(), data.log.size()))
            continue;
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < lane->intervals().size(); ++i) {
            const Interval interval = lane->intervals()[i];
            if (!interval.idle && TakePoints::placeOf(data.log, {interval.begin, interval.state, interval.object, interval.event}) == place)
                found.push_back(i);
        }
        markIdle(data, *lane, found);
    }
}

} // namespace

void applyTakePoints(ModelData& data, const Step& step) {
    TakePoints& points = data.takePoints;
    const trace::Event& event = step.event;
    switch (event.kind) {
    case EventKind::WaitBegin:
    case EventKind::AcquireWait:
        if (mayBePlace(step.object)) {
            const TakePoints::Place place{event.object.value, data.log[step.index].site};
            if (points.visit(event.lane, place))
                markPast(data, place);
        }
        return;
    case EventKind::WaitEnd:
    case EventKind::Acquired: // the lock of the condition, again
    case EventKind::AcquireFailed:
    case EventKind::OffCpu:
    case EventKind::OffCpuOther:
        return;
    case EventKind::Released: { // the lock of the condition is given back at the begin of the wait
        if (points.empty() || !step.object || !points.knows(event.lane))
            return;
        const std::optional<Interval> then = step.lane ? step.lane->at(step.time) : std::nullopt;
        if (!then || then->state == State::Running)
            points.work(event.lane);
        return;
    }
    default:
        if (!points.empty())
            points.work(event.lane);
    }
}

} // namespace braid::model
