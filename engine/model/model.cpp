#include "engine/model/model.h"

#include "engine/model/reduce/counter_reducer.h"
#include "engine/model/reduce/definition_reducer.h"
#include "engine/model/reduce/lane_reducer.h"
#include "engine/model/reduce/lock_reducer.h"
#include "engine/model/reduce/queue_reducer.h"
#include "engine/model/reduce/signal_reducer.h"
#include "engine/model/reduce/take_point_reducer.h"
#include "engine/model/reduce/task_reducer.h"
#include "engine/model/reduce/text_reducer.h"
#include "engine/model/reduce/turn_reducer.h"
#include "engine/model/store/crowd.h"
#include "engine/trace/event_traits.h"

#include <algorithm>
#include <numeric>

namespace braid::model {

using trace::EventFamily;

namespace {

template <class T>
std::size_t bytesOf(const std::vector<T>& values) {
    return values.capacity() * sizeof(T);
}

/// `lane` uses `object`.
void noteUser(ObjectRecord& object, LaneId lane) {
    constexpr std::size_t Near = 1024; // so many are moved without a thought
    const auto insert = [lane](std::vector<LaneId>& lanes) {
        const auto place = std::lower_bound(lanes.begin(), lanes.end(), lane);
        if (place == lanes.end() || *place != lane)
            lanes.insert(place, lane);
    };
    const auto place = std::lower_bound(object.users.begin(), object.users.end(), lane);
    if (place != object.users.end() && *place == lane)
        return;
    if (static_cast<std::size_t>(object.users.end() - place) <= Near) {
        object.users.insert(place, lane);
        return;
    }
    insert(object.lateUsers);
    if (object.lateUsers.size() < Near)
        return;
    const auto middle = static_cast<std::ptrdiff_t>(object.users.size());
    object.users.insert(object.users.end(), object.lateUsers.begin(), object.lateUsers.end());
    std::inplace_merge(object.users.begin(), object.users.begin() + middle, object.users.end());
    object.lateUsers.clear();
}

} // namespace

void Model::apply(const trace::Event& event) {
    const Nanos traceTime = soundTime(event.time);
    if (traceTime - m_data.runTime.latest() > ShortestBreak) [[unlikely]]
        cutGap(traceTime, event);
    m_data.frozen.reset();
    if (!m_data.running) [[unlikely]] {
        m_data.running = !isPreparation(event);
        if (!m_data.running)
            m_data.runTime.beginAt(std::max(traceTime, m_data.runTime.latest()));
    }
    const Nanos time = m_data.runTime.advance(traceTime);
    const EventIndex index = m_data.log.append(event, time);
    if (index == NoEvent || m_data.finished)
        return;
    m_data.endTime = std::max(m_data.endTime, time);
    if (!m_data.limits.empty()) [[unlikely]]
        passLimits(m_data, time);

    const Step step{event, index, time, m_data.laneRecord(event.lane),
                    trace::isObject(event.kind) ? m_data.objectRecord(event.object) : nullptr};
    if (step.lane && (step.lane->pendingResume != NoEvent || step.lane->outOfSight)) [[unlikely]] {
        m_data.connect(step.lane->pendingResume, index, ArrowKind::Resume);
        step.lane->pendingResume = NoEvent;
        if (step.lane->outOfSight) { // a lane that writes an event runs
            step.lane->outOfSight = false;
            setState(m_data, *step.lane, time, State::Running, {}, step);
        }
    }
    if (step.lane) {
        LaneRecord& lane = *step.lane;
        if (time - lane.lastOwn > lane.gapEnd - lane.gapBegin) {
            lane.gapBegin = lane.lastOwn;
            lane.gapEnd = time;
        }
        lane.lastOwn = time;
    }

    if (step.object && step.lane && event.kind != trace::EventKind::HoldBegin) // which names what it has not done yet
        noteUser(*step.object, step.lane->id);

    switch (trace::traitsOf(event.kind).family) {
    case EventFamily::None:
        break;
    case EventFamily::Definition:
        applyDefinition(m_data, step);
        break;
    case EventFamily::Run:
    case EventFamily::Output:
        applyText(m_data, step);
        break;
    case EventFamily::Lane:
    case EventFamily::Scheduling:
    case EventFamily::Io:
    case EventFamily::Coroutine:
    case EventFamily::Gap:
        applyLane(m_data, step);
        break;
    case EventFamily::Task:
        applyTask(step);
        break;
    case EventFamily::Watch:
        applyWatch(step);
        break;
    case EventFamily::Lock:
        applyLock(m_data, step);
        break;
    case EventFamily::Signal:
        applySignal(m_data, step);
        break;
    case EventFamily::Variable:
    case EventFamily::Queue:
        applyQueue(m_data, step);
        break;
    case EventFamily::Counter:
        applyCounter(step);
        break;
    case EventFamily::Flow:
        applyFlow(m_data, step);
        break;
    }
    applyTakePoints(m_data, step);
}

bool Model::isPreparation(const trace::Event& event) const {
    switch (event.kind) {
    case trace::EventKind::DefineLane: // a recorder makes its process known first
        return !m_data.log.empty() || trace::LaneKind{static_cast<std::uint8_t>(event.a)} == trace::LaneKind::Process;
    case trace::EventKind::LaneBegin:
    case trace::EventKind::RunInfo:
    case trace::EventKind::Parameter:
        return !m_data.log.empty();
    default:
        return false;
    }
}

void Model::passTo(Nanos time) {
    if (!m_data.finished && m_data.active > 0)
        passLimits(m_data, m_data.runTime.of(soundTime(std::chrono::nanoseconds(time))));
}

void Model::finish(Nanos time, trace::Outcome outcome, bool whole) {
    if (m_data.finished)
        return;
    checkFrozen();
    // Of a run that ended by itself, and of one whose end was not seen, the last events do not tell that it stood still.
    // Nor does the rest of a run that is not known.
    if (m_data.frozen == BreakKind::Standstill && (!whole || outcome == trace::Outcome::Finished || outcome == trace::Outcome::Unknown))
        m_data.frozen.reset();
    time = soundTime(std::chrono::nanoseconds(time));
    if (m_data.frozen && time - m_data.runTime.latest() > ShortestBreak)
        m_data.runTime.cutUpTo(time, static_cast<EventIndex>(m_data.log.size()), *m_data.frozen, beginsAnother(*m_data.frozen));
    m_data.finished = true;
    m_data.outcome = outcome;
    m_data.endTime = std::max(m_data.endTime, m_data.runTime.advance(time));
    if (whole)
        passLimits(m_data, m_data.endTime);
    else
        cutOff(m_data);
    for (LaneRecord& lane : m_data.lanes) {
        if (lane.ended != Open)
            continue;
        lane.ended = m_data.endTime;
        lane.cutOff = true;
        if (!whole || lane.outOfSight)
            lane.end = End::NotRecorded;
        else if (lane.kind != trace::LaneKind::Process)
            lane.end = lane.begun || lane.starter ? End::KilledWithProcess : End::Finished;
        else if (outcome == trace::Outcome::Finished)
            lane.end = End::Finished;
        else
            lane.end = outcome == trace::Outcome::Crashed ? End::Crashed : End::Killed;
    }
}

std::uint32_t Model::unknownThreadsAt(Nanos time) const {
    const auto& changes = m_data.unknownThreads;
    const auto after = std::upper_bound(changes.begin(), changes.end(), time, [](Nanos at, const auto& change) { return at < change.first; });
    return after == changes.begin() ? 0 : (after - 1)->second;
}

const Lane* Model::lane(LaneId id) const { return m_data.laneRecord(id); }

const Object* Model::object(ObjectId id) const { return m_data.objectRecord(id); }

const Site* Model::site(SiteId id) const {
    return id && id.value < m_data.sites.size() && !m_data.sites[id.value].file.empty() ? &m_data.sites[id.value] : nullptr;
}

Arrows Model::arrowsIn(Nanos begin, Nanos end) const {
    if (end <= begin)
        return {};
    return arrowsInto(static_cast<EventIndex>(m_data.log.firstAfter(begin - 1)), static_cast<EventIndex>(m_data.log.firstAfter(end - 1)));
}

Arrows Model::arrowsInto(EventIndex first, EventIndex last) const {
    const auto countBefore = [&arrows = m_data.arrows](EventIndex event) {
        const auto into = std::partition_point(arrows.begin(), arrows.end(), [event](const Arrow& arrow) { return arrow.to < event; });
        return static_cast<std::size_t>(into - arrows.begin());
    };
    const std::size_t begun = countBefore(first);
    return {m_data.arrows, begun, std::max(begun, countBefore(last))};
}

std::string_view Model::name(LaneId id) const {
    const std::uint32_t place = m_data.ids.find(id.value).lane;
    if (place == IdTable::None)
        return "?";
    const LaneRecord& known = m_data.lanes[place];
    return known.fullName.empty() ? known.name : known.fullName;
}

std::string_view Model::name(ObjectId id) const {
    if (const Object* known = object(id))
        return known->name;
    return name(laneOf(id));
}

std::size_t Model::memory() const {
    std::size_t bytes = m_data.log.memory() + m_data.arrows.memory() + m_data.prints.memory() + bytesOf(m_data.runTime.breaks()) + bytesOf(m_data.limits) +
                        m_data.modules.size() * sizeof(Module) + m_data.sources.memory() + m_data.flows.size() * 4 * sizeof(EventIndex);
    for (const LaneRecord& lane : m_data.lanes)
        bytes += sizeof(lane) + lane.storedIntervals.memory() + lane.storedMarks.memory() + lane.storedTasks.memory() +
                 (lane.crowd ? lane.crowd->memory() : 0);
    for (const Family& family : m_data.families)
        bytes += sizeof(family) + bytesOf(family.lanes) + (family.crowd ? family.crowd->memory() : 0);
    for (const ObjectRecord& object : m_data.objects)
        bytes += sizeof(object) + object.storedHoldings.memory() + object.storedLevels.memory() + object.storedEvents.memory() +
                 bytesOf(object.users) + object.owners.memory() + object.waiters.memory() +
                 (object.bookIfAny() ? sizeof(ObjectBook) + object.bookIfAny()->items.memory() : 0) + bytesOf(object.storedCheckpoints) +
                 std::accumulate(object.storedCheckpoints.begin(), object.storedCheckpoints.end(), std::size_t{0}, [](std::size_t sum, const Checkpoint& each) {
                     return sum + bytesOf(each.items) + bytesOf(each.gotBefore) + each.watched.size() * sizeof(WatchList::value_type);
                 });
    return bytes;
}

} // namespace braid::model
