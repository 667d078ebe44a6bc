#include "engine/model/crowd.h"
#include "engine/model/model.h"
#include "engine/model/names.h"
#include "engine/trace/operation_kind.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::LaneKind;

namespace {

std::string killMessage(const trace::Event& event) {
    if (!event.text.empty())
        return std::string(event.text);
    if (event.a == 0)
        return "killed";
    return "killed by " + signalText(event.a);
}

} // namespace

void Model::applyLane(const Step& step) {
    const trace::Event& event = step.event;
    switch (event.kind) {
    case EventKind::LaneStart:
        startLane(step);
        return;
    case EventKind::LaneBegin:
        beginLane(step);
        return;
    case EventKind::LaneEnd: {
        LaneRecord* lane = laneRecord(laneOf(event.object));
        if (!lane)
            lane = step.lane;
        if (lane && event.a == 0)
            endLane(*lane, step.time, step.index, End::Finished, {});
        else if (lane)
            endLane(*lane, step.time, step.index, End::Failed,
                    event.text.empty() ? "exit status " + std::to_string(static_cast<std::int64_t>(event.a))
                                       : std::string(event.text));
        return;
    }
    case EventKind::LaneKilled:
        if (LaneRecord* lane = laneRecord(laneOf(event.object)))
            if (lane->ended == Open) {
                endLane(*lane, step.time, step.index,
                        event.b == static_cast<std::uint32_t>(trace::Death::WithParent)
                            ? End::KilledWithProcess
                            : endBy(event.a, event.b == static_cast<std::uint32_t>(trace::Death::Asked)),
                        killMessage(event));
                connect(lane->signalled, step.index, ArrowKind::Signal);
            }
        return;
    default:
        break;
    }

    if (event.kind == EventKind::OffCpuOther) {
        offCpu(step);
        return;
    }

    // The rest is about the lane that wrote it.
    if (!step.lane)
        return;
    LaneRecord& lane = *step.lane;
    switch (event.kind) {
    case EventKind::JoinBegin:
        if (laneRecord(laneOf(event.object)))
            beginWait(step, State::Waiting);
        break;
    case EventKind::JoinEnd:
        joinEnded(step);
        break;
    case EventKind::SleepBegin:
        setState(lane, step.time, State::Sleeping, {}, step, true);
        break;
    case EventKind::IoBegin:
        setState(lane, step.time, (event.b & trace::IoPhaseMask) == trace::IoWaiting ? State::IoWait : State::IoCopy, event.object, step);
        break;
    case EventKind::IoEnd:
        if (step.object)
            step.object->events.push_back(step.index);
        // One that came back at once is a mark; it took no time to draw.
        if (const State before = stateBeforeWakeUp(lane); before != State::IoWait && before != State::IoCopy) {
            mark(step);
            break;
        }
        setState(lane, step.time, State::Running, {}, step);
        break;
    case EventKind::SleepEnd:
        setState(lane, step.time, State::Running, {}, step);
        break;
    case EventKind::SendSignal:
        mark(step);
        if (LaneRecord* target = laneRecord(laneOf(event.object)); target && target->ended == Open) {
            target->signalled = step.index;
            target->dying = true;
        }
        break;
    case EventKind::HoldBegin:
        holdAtSchedulingPoint(step, true);
        break;
    case EventKind::HoldEnd:
        holdAtSchedulingPoint(step, false);
        break;
    case EventKind::OffCpu:
        offCpu(step);
        break;
    case EventKind::NotRecorded:
        loseSight(step);
        break;
    case EventKind::Suspend:
        suspend(step);
        break;
    case EventKind::Resume:
        resume(step);
        break;
    default: // Yield stays running
        break;
    }
}

void Model::startLane(const Step& step) {
    LaneRecord* child = laneRecord(laneOf(step.event.object));
    if (!child || child->ended != Open || child->startEvent != NoEvent)
        return;
    child->startEvent = step.index;
    if (step.lane)
        child->starter = step.lane->id;
    if (const Object* loop = object(ObjectId{step.event.b}); loop && child->kind == LaneKind::Coroutine)
        child->loop = loop->id;
    // A coroutine that no loop gives turns to is not ready before another one goes over to it, it only exists.
    if (!child->begun && (child->kind != LaneKind::Coroutine || child->loop))
        setState(*child, step.time, State::Ready, {}, step);
}

void Model::beginLane(const Step& step) {
    LaneRecord* lane = laneRecord(laneOf(step.event.object));
    if (!lane)
        lane = step.lane;
    if (!lane || lane->ended != Open || lane->begun)
        return;
    lane->begun = true;
    noteBegun(*lane);
    if (const auto id = static_cast<std::uint32_t>(step.event.a))
        lane->osId = id;
    setState(*lane, step.time, State::Running, {}, step);
    connect(lane->startEvent, step.index, ArrowKind::Start);
}

void Model::noteBegun(const LaneRecord& lane) {
    if (lane.kind != LaneKind::Thread)
        return;
    LaneRecord* parent = laneRecord(lane.parent);
    (parent ? parent->threadBegan : m_rootThreadBegan) = true;
}

void Model::endLane(LaneRecord& first, Nanos time, EventIndex event, End end, std::string message) {
    if (first.ended != Open)
        return;
    first.endMessage = std::move(message);
    const bool cutDown = event < m_log.size() && m_log[event].kind == EventKind::LaneKilled;
    // A process takes its threads along, a thread does not take its coroutines: another one may resume them.
    std::vector<LaneRecord*> ending{&first};
    while (!ending.empty()) {
        LaneRecord& lane = *ending.back();
        ending.pop_back();
        const bool isFirst = &lane == &first;
        lane.end = isFirst ? end : End::KilledWithProcess;
        lane.endEvent = event;
        abandonWait(lane, time);
        endTasks(lane, time, 0, lane.end != End::Finished);
        if (cutDown)
            orphanItems(lane);
        lane.ended = std::max({time, lane.created, lane.intervals.empty() ? 0 : lane.intervals.back().begin});
        if (lane.crowded)
            changeCrowd(lane, lane.ended, lane.intervals.back().state, std::nullopt);
        setHold(lane, Hold::None);
        if (LaneRecord* carrier = laneRecord(lane.carrier); carrier && carrier->current == lane.id)
            setCurrent(*carrier, {});
        if (isFirst && lane.kind != LaneKind::Process)
            continue;
        for (const LaneId id : lane.children) {
            LaneRecord* child = laneRecord(id);
            // A child process outlives its parent.
            if (child && child->kind != LaneKind::Process && child->ended == Open)
                ending.push_back(child);
        }
    }
}

void Model::joinEnded(const Step& step) {
    endWait(step);
    if (step.event.b != 0)
        mark(step);
    else if (const Lane* joined = lane(laneOf(step.event.object)))
        connect(joined->endEvent, step.index, ArrowKind::Join);
}

void Model::holdAtSchedulingPoint(const Step& step, bool begin) {
    LaneRecord& lane = *step.lane;
    if (lane.intervals.empty() || lane.ended != Open)
        return;
    if (!begin) {
        const Interval before = lane.beforeHold;
        if (lane.held == Hold::Resting)
            setHold(lane, Hold::None);
        else if (lane.held != Hold::None)
            setState(lane, step.time, before.state, before.object, step, before.timed);
        return;
    }
    const bool asleep = (step.event.b & trace::HeldAsleep) != 0;
    const Hold hold = step.event.a == trace::HeldForTurn    ? Hold::InTurn
                      : step.event.a != trace::HeldByPause ? Hold::Slowly
                      : asleep                             ? Hold::Resting
                                                           : Hold::Paused;
    if (lane.held == Hold::None && hold != Hold::Resting) {
        const Interval before = lane.intervals.back();
        setState(lane, step.time, State::Ready, {}, step);
        lane.beforeHold = before;
    }
    // Slow motion may become a pause.
    if (lane.held == Hold::None || (lane.held == Hold::Slowly && hold == Hold::Paused))
        setHold(lane, hold);
}

void Model::loseSight(const Step& step) {
    m_incomplete = true;
    LaneRecord& lane = *step.lane;
    if (lane.ended != Open)
        return;
    abandonWait(lane, step.time);
    setState(lane, step.time, State::NotRecorded, {}, step);
    lane.outOfSight = true;
}

void Model::cutOff() {
    m_incomplete = true;
    std::vector<EventIndex> last(m_lanes.size(), NoEvent); // of each lane, by place
    std::vector<Nanos> lanes(m_lanes.size(), 0), objects(m_objects.size(), 0); // when that was
    for (EventIndex i = 0; i < m_log.size(); ++i) {
        const LogEntry entry = m_log[i];
        if (const std::uint32_t place = m_ids.find(entry.lane).lane; place != IdTable::None) {
            last[place] = i;
            lanes[place] = std::max(lanes[place], entry.time);
        }
        if (const std::uint32_t place = m_ids.find(entry.object).object; place != IdTable::None)
            objects[place] = std::max(objects[place], entry.time);
    }
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        LaneRecord& lane = m_lanes[i];
        // What was there last when its process ended may have ended before, in what is missing.
        const bool withProcess = lane.ended != Open && lane.end == End::KilledWithProcess;
        if ((lane.ended != Open && !withProcess) || lane.intervals.empty() || lane.outOfSight)
            continue;
        const Nanos from = std::max(lanes[i], lane.intervals.back().begin);
        if (withProcess && from >= lane.ended)
            continue;
        lane.wait = {};
        push(lane, {from, State::NotRecorded, {}, last[i]});
        if (withProcess)
            lane.end = End::NotRecorded;
    }
    for (std::size_t i = 0; i < m_objects.size(); ++i)
        m_objects[i].recordedUntil = std::max(objects[i], m_objects[i].levels.back().time);
}

void Model::suspend(const Step& step) {
    LaneRecord& lane = *step.lane;
    if (lane.kind != LaneKind::Coroutine)
        return;
    // What it began to wait for before it suspended itself is what it is suspended for.
    const ObjectId object = step.event.object || lane.wait.event == NoEvent ? step.event.object : lane.wait.object;
    setState(lane, step.time, State::Suspended, object, step, step.event.a > 0);
    if (LaneRecord* carrier = laneRecord(lane.carrier); carrier && carrier->current == lane.id)
        setCurrent(*carrier, {});
}

void Model::resume(const Step& step) {
    LaneRecord* next = laneRecord(laneOf(step.event.object));
    if (!next || next->ended != Open || next->kind == LaneKind::Process)
        return;
    LaneRecord* carrier = step.lane;
    if (carrier->kind == LaneKind::Coroutine)
        carrier = laneRecord(carrier->carrier ? carrier->carrier : carrier->parent);
    if (!carrier || carrier->kind != LaneKind::Thread)
        return;
    // One that resumes another without having suspended itself waits for it, as a generator's caller does.
    LaneRecord* previous = laneRecord(carrier->current);
    if (previous && previous != next)
        setState(*previous, step.time, State::Suspended,
                 next->kind == LaneKind::Coroutine ? step.event.object : ObjectId{}, step);
    setCurrent(*carrier, {});
    if (next->kind == LaneKind::Coroutine) {
        if (LaneRecord* former = laneRecord(next->carrier); former && former->current == next->id)
            setCurrent(*former, {});
        next->carrier = carrier->id;
        setCurrent(*carrier, next->id);
        next->begun = true;
        next->pendingResume = step.index;
    }
    setState(*next, step.time, State::Running, {}, step);
}

void Model::setState(LaneRecord& lane, Nanos time, State state, ObjectId object, const Step& step, bool timed) {
    if (lane.ended != Open)
        return;
    if (lane.held != Hold::None)
        setHold(lane, Hold::None);
    if (lane.kind == LaneKind::Process)
        return;
    push(lane, {time, state, object, step.index, timed});
    reckon(lane);
    lane.gapBegin = lane.gapEnd = 0;
    lane.lastOwn = std::max(lane.lastOwn, time);
    // What a coroutine does, its thread does; but it gets the thread back by suspending itself.
    if (lane.kind == LaneKind::Coroutine) {
        LaneRecord* carrier = laneRecord(lane.carrier);
        if (carrier && carrier != &lane && carrier->kind == LaneKind::Thread && carrier->current == lane.id &&
            carrier->ended == Open)
            push(*carrier, {time, state == State::Suspended ? State::Running : state, {}, step.index, timed});
    }
}

void Model::joinCrowd(LaneRecord& parent, LaneRecord& lane) {
    if (lane.kind != LaneKind::Coroutine || parent.children.size() <= Lane::CrowdSize)
        return;
    if (!parent.crowd) {
        parent.crowd = std::make_shared<Crowd>();
        for (const LaneId id : parent.children)
            if (LaneRecord* child = laneRecord(id); child && child->kind == LaneKind::Coroutine)
                enterCrowd(*parent.crowd, *child);
        return;
    }
    enterCrowd(*parent.crowd, lane);
}

void Model::enterCrowd(Crowd& crowd, LaneRecord& lane) {
    lane.crowded = true;
    for (std::size_t i = 0; i < lane.intervals.size(); ++i) {
        crowd.enter(lane.intervals[i].begin, lane.intervals[i].state);
        if (const Nanos end = lane.endOf(i); end != Open)
            crowd.leave(end, lane.intervals[i].state);
    }
}

Crowd* Model::crowdOf(const LaneRecord& lane) {
    if (lane.kind != LaneKind::Coroutine)
        return m_families[lane.family].crowd.get();
    const LaneRecord* parent = laneRecord(lane.parent);
    return parent ? parent->crowd.get() : nullptr;
}

void Model::changeCrowd(const LaneRecord& lane, Nanos time, State from, std::optional<State> to) {
    Crowd* crowd = crowdOf(lane);
    if (!crowd)
        return;
    crowd->leave(time, from);
    if (to)
        crowd->enter(time, *to);
}

void Model::push(LaneRecord& lane, const Interval& interval) {
    LongVector<Interval>& all = lane.intervals;
    Interval next = interval;
    if (!all.empty()) {
        if (all.back().begin > next.begin)
            next.begin = all.back().begin;
        const auto continues = [&next](const Interval& last) {
            return last.state == next.state && last.object == next.object &&
                   (next.state == State::Running || next.state == State::Ready);
        };
        if (continues(all.back()))
            return;
        if (lane.crowded)
            changeCrowd(lane, next.begin, all.back().state, State{next.state});
        // No interval lasts no time: what comes at the same moment takes the place of the former.
        if (all.back().begin == next.begin) {
            all.pop_back();
            if (!all.empty() && continues(all.back()))
                return;
        }
    }
    all.push_back(next);
    // All but the last two are final: the last may be replaced, and the one before it may then go on.
    while (all.size() >= (lane.sums.size() + 1) * Lane::BlockLength + 2) {
        StateTimes sums = lane.sums.empty() ? StateTimes{} : lane.sums.back();
        const std::size_t first = lane.sums.size() * Lane::BlockLength;
        for (std::size_t i = first; i < first + Lane::BlockLength; ++i)
            sums[static_cast<std::size_t>(all[i].state)] += all[i + 1].begin - all[i].begin;
        lane.sums.push_back(sums);
    }
}

} // namespace braid::model
