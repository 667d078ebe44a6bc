#include "engine/analysis/waiting/take_points.h"

#include "engine/model/query/statistics.h"

#include <algorithm>

namespace braid::analysis {

using model::Model;
using model::Nanos;
using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr std::uint32_t Often = 2;

bool mayBe(const model::Object* object) {
    return object && object->address != 0 && (object->kind == ObjectKind::ConditionVariable || object->kind == ObjectKind::Semaphore || object->kind == ObjectKind::Futex);
}

} // namespace

void TakePoints::visit(LaneId lane, const Key& key) {
    Place& place = m_places[key];
    if (!place.first)
        place.first = lane;
    place.several = place.several || place.first != lane;
    Visitor& visitor = m_visitors[lane];
    if (visitor.last == key && visitor.worked)
        place.worker = ++place.returns[lane] >= Often || place.worker;
    visitor = {key, false};
    m_found = m_found || (place.several && place.worker);
}

void TakePoints::update(const Model& model) {
    for (; m_next < model.log().size(); ++m_next) {
        const model::LogEntry& entry = model.log()[m_next];
        const LaneId lane{entry.lane};
        switch (entry.kind) {
        case EventKind::WaitBegin:
        case EventKind::AcquireWait:
            if (mayBe(model.object(ObjectId{entry.object})))
                visit(lane, {entry.object, entry.site});
            break;
        case EventKind::WaitEnd:
        case EventKind::Acquired: // the lock of the condition, again
        case EventKind::AcquireFailed:
        case EventKind::OffCpu:
        case EventKind::OffCpuOther:
            break;
        case EventKind::Released: { // the lock of the condition is given back at the begin of the wait
            const model::Object* object = model.object(ObjectId{entry.object});
            const auto visitor = m_visitors.find(lane);
            if (visitor == m_visitors.end() || !object)
                break;
            const model::Lane* own = model.lane(lane);
            const std::optional<model::Interval> then = own ? own->at(entry.time) : std::nullopt;
            visitor->second.worked = visitor->second.worked || !then || then->state == model::State::Running;
            break;
        }
        default:
            if (m_visitors.empty())
                break;
            if (const auto visitor = m_visitors.find(lane); visitor != m_visitors.end())
                visitor->second.worked = true;
        }
    }
}

bool TakePoints::isIdle(const Model& model, const model::Interval& interval) const {
    if (!m_found || (interval.state != model::State::Waiting && interval.state != model::State::Blocked) || interval.event >= model.log().size())
        return false;
    const model::LogEntry& entry = model.log()[interval.event];
    if (entry.kind != EventKind::WaitBegin && entry.kind != EventKind::AcquireWait)
        return false;
    const auto place = m_places.find({entry.object, entry.site});
    return place != m_places.end() && place->second.several && place->second.worker;
}

IdleTimes timesOf(const Model& model, const TakePoints& queues, const model::Lane& lane, Nanos now) {
    IdleTimes times;
    times.states = model::stateTimes(lane, now);
    if (!queues.any())
        return times;
    for (const model::Interval& interval : lane.intervals(0, now)) {
        if (!queues.isIdle(model, interval))
            continue;
        const Nanos length = std::min(interval.end, now) - interval.begin;
        times.states[static_cast<std::size_t>(interval.state)] -= length;
        times.idle += length;
    }
    return times;
}

} // namespace braid::analysis
