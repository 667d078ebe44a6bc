#include "engine/model/reduce/lane_reducer.h"

#include "engine/model/reduce/activity.h"
#include "engine/model/reduce/checkpoints.h"
#include "engine/model/reduce/connection_reducer.h"
#include "engine/model/reduce/off_cpu.h"
#include "engine/model/reduce/queue_reducer.h"
#include "engine/model/reduce/task_reducer.h"
#include "engine/model/reduce/turn_reducer.h"
#include "engine/model/reduce/wait_reducer.h"
#include "engine/model/store/crowd.h"
#include "engine/trace/operation_kind.h"
#include "engine/trace/signal_text.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::LaneKind;

namespace {

/// The event of a hold that is the person's doing: where a schedule lets another lane go first, its own lane is simply ready.
bool isHeldByPerson(const Log& log, EventIndex event) {
    return event < log.size() && log[event].kind == EventKind::HoldBegin && log.event(event).a != trace::HeldForTurn;
}

std::string killMessage(const trace::Event& event) {
    if (!event.text.empty())
        return std::string(event.text);
    if (event.a == 0)
        return "killed";
    return "killed by " + trace::signalName(event.a);
}

void noteBegun(ModelData& data, const LaneRecord& lane);

void startLane(ModelData& data, const Step& step) {
    LaneRecord* child = data.laneRecord(laneOf(step.event.object));
    if (!child || child->ended != Open || child->startEvent != NoEvent)
        return;
    child->startEvent = step.index;
    if (step.lane)
        child->starter = step.lane->id;
    if (const ObjectRecord* loop = data.objectRecord(ObjectId{step.event.b}); loop && child->kind == LaneKind::Coroutine)
        child->loop = loop->id;
    // A coroutine that no loop gives turns to is not ready before another one goes over to it, it only exists.
    if (!child->begun && (child->kind != LaneKind::Coroutine || child->loop))
        setState(data, *child, step.time, State::Ready, {}, step);
}

void beginLane(ModelData& data, const Step& step) {
    LaneRecord* lane = data.laneRecord(laneOf(step.event.object));
    if (!lane)
        lane = step.lane;
    if (!lane || lane->ended != Open || lane->begun)
        return;
    lane->begun = true;
    noteBegun(data, *lane);
    if (const auto id = static_cast<std::uint32_t>(step.event.a))
        lane->osId = id;
    setState(data, *lane, step.time, State::Running, {}, step);
    data.connect(lane->startEvent, step.index, ArrowKind::Start);
}

void noteBegun(ModelData& data, const LaneRecord& lane) {
    if (lane.kind != LaneKind::Thread)
        return;
    LaneRecord* parent = data.laneRecord(lane.parent);
    (parent ? parent->threadBegan : data.rootThreadBegan) = true;
}

void endLane(ModelData& data, LaneRecord& first, Nanos time, EventIndex event, End end, std::string message) {
    if (first.ended != Open)
        return;
    first.endMessage = std::move(message);
    const bool cutDown = event < data.log.size() && data.log[event].kind == EventKind::LaneKilled;
    // A process takes its threads along, a thread does not take its coroutines: another one may resume them.
    std::vector<LaneRecord*> ending{&first};
    while (!ending.empty()) {
        LaneRecord& lane = *ending.back();
        ending.pop_back();
        const bool isFirst = &lane == &first;
        lane.end = isFirst ? end : End::KilledWithProcess;
        lane.endEvent = event;
        abandonWait(data, lane, time);
        endTasks(lane, time, 0, lane.end != End::Finished);
        if (cutDown)
            orphanItems(data, lane);
        lane.ended = std::max({time, lane.created, lane.intervals().empty() ? 0 : lane.intervals().back().begin});
        lane.storedIntervals.close(lane.ended);
        if (lane.crowded)
            changeCrowd(data, lane, lane.ended, lane.intervals().back().shown(), std::nullopt);
        setHold(data, lane, Hold::None);
        if (LaneRecord* carrier = data.laneRecord(lane.carrier); carrier && carrier->current == lane.id)
            setCurrent(data, *carrier, {});
        if (isFirst && lane.kind != LaneKind::Process)
            continue;
        for (const LaneId id : lane.children) {
            LaneRecord* child = data.laneRecord(id);
            // A child process outlives its parent.
            if (child && child->kind != LaneKind::Process && child->ended == Open)
                ending.push_back(child);
        }
    }
}

void joinEnded(ModelData& data, const Step& step) {
    endWait(data, step);
    if (step.event.b != 0)
        data.mark(step);
    else if (const LaneRecord* joined = data.laneRecord(laneOf(step.event.object)))
        data.connect(joined->endEvent, step.index, ArrowKind::Join);
}

void holdAtSchedulingPoint(ModelData& data, const Step& step, bool begin) {
    LaneRecord& lane = *step.lane;
    if (lane.intervals().empty() || lane.ended != Open)
        return;
    if (!begin) {
        const PackedInterval before = lane.beforeHold;
        if (lane.held == Hold::Resting)
            setHold(data, lane, Hold::None);
        else if (lane.held != Hold::None)
            setState(data, lane, step.time, before.state, before.object, step, before.timed);
        return;
    }
    const bool asleep = (step.event.b & trace::HeldAsleep) != 0;
    const Hold hold = step.event.a == trace::HeldForTurn   ? Hold::InTurn
                      : step.event.a != trace::HeldByPause ? Hold::Slowly
                      : asleep                             ? Hold::Resting
                                                           : Hold::Paused;
    if (lane.held == Hold::None && hold != Hold::Resting) {
        const Interval before = lane.intervals().back();
        setState(data, lane, step.time, State::Ready, {}, step);
        lane.beforeHold = {before.begin, before.state, before.object, before.event, before.timed};
    }
    // Slow motion may become a pause.
    if (lane.held == Hold::None || (lane.held == Hold::Slowly && hold == Hold::Paused))
        setHold(data, lane, hold);
}

void loseSight(ModelData& data, const Step& step) {
    data.incomplete = true;
    LaneRecord& lane = *step.lane;
    if (lane.ended != Open)
        return;
    abandonWait(data, lane, step.time);
    setState(data, lane, step.time, State::NotRecorded, {}, step);
    lane.outOfSight = true;
}

void suspend(ModelData& data, const Step& step) {
    LaneRecord& lane = *step.lane;
    if (lane.kind != LaneKind::Coroutine)
        return;
    // What it began to wait for before it suspended itself is what it is suspended for.
    const ObjectId object = step.event.object || lane.wait.event == NoEvent ? step.event.object : lane.wait.object;
    setState(data, lane, step.time, State::Suspended, object, step, step.event.a > 0);
    noteLimit(data, lane, step, step.event.a);
    if (LaneRecord* carrier = data.laneRecord(lane.carrier); carrier && carrier->current == lane.id)
        setCurrent(data, *carrier, {});
}

void resume(ModelData& data, const Step& step) {
    LaneRecord* next = data.laneRecord(laneOf(step.event.object));
    if (!next || next->ended != Open || next->kind == LaneKind::Process)
        return;
    LaneRecord* carrier = step.lane;
    if (carrier->kind == LaneKind::Coroutine)
        carrier = data.laneRecord(carrier->carrier ? carrier->carrier : carrier->parent);
    if (!carrier || carrier->kind != LaneKind::Thread)
        return;
    LaneRecord* previous = data.laneRecord(carrier->current);
    setCurrent(data, *carrier, {});
    if (previous && previous != next) {
        // One that resumes another without having suspended itself waits for it, as a generator's caller does. In a loop one that
        // goes back to the thread like that only gives its turn away.
        previous->limit = Open;
        if (previous->loop && next->kind == LaneKind::Thread)
            setState(data, *previous, step.time, State::Ready, {}, step);
        else
            setState(data, *previous, step.time, State::Suspended, next->kind == LaneKind::Coroutine ? step.event.object : ObjectId{}, step);
    }
    if (next->kind == LaneKind::Coroutine) {
        if (LaneRecord* former = data.laneRecord(next->carrier); former && former->current == next->id)
            setCurrent(data, *former, {});
        next->carrier = carrier->id;
        setCurrent(data, *carrier, next->id);
        next->begun = true;
        next->pendingResume = step.index;
    }
    setState(data, *next, step.time, State::Running, {}, step);
}

Crowd* crowdOf(const ModelData& data, const LaneRecord& lane) {
    if (lane.kind != LaneKind::Coroutine)
        return data.families[lane.family].crowd.get();
    const LaneRecord* parent = data.laneRecord(lane.parent);
    return parent ? parent->crowd.get() : nullptr;
}

} // namespace

LaneId processOf(const ModelData& data, const LaneRecord* lane) {
    while (lane && lane->kind != LaneKind::Process)
        lane = data.laneRecord(lane->parent);
    return lane ? lane->id : LaneId{};
}

void applyLane(ModelData& data, const Step& step) {
    const trace::Event& event = step.event;
    switch (event.kind) {
    case EventKind::LaneStart:
        startLane(data, step);
        return;
    case EventKind::LaneBegin:
        beginLane(data, step);
        return;
    case EventKind::LaneEnd: {
        LaneRecord* lane = data.laneRecord(laneOf(event.object));
        if (!lane)
            lane = step.lane;
        if (lane && event.a == 0)
            endLane(data, *lane, step.time, step.index, End::Finished, {});
        else if (lane)
            endLane(data, *lane, step.time, step.index, End::Failed,
                    event.text.empty() ? "exit status " + std::to_string(static_cast<std::int64_t>(event.a))
                                       : std::string(event.text));
        return;
    }
    case EventKind::LaneKilled:
        if (LaneRecord* lane = data.laneRecord(laneOf(event.object)))
            if (lane->ended == Open) {
                endLane(data, *lane, step.time, step.index,
                        event.b == static_cast<std::uint32_t>(trace::Death::WithParent)
                            ? End::KilledWithProcess
                            : endBy(event.a, event.b == static_cast<std::uint32_t>(trace::Death::Asked)),
                        killMessage(event));
                data.connect(lane->signalled, step.index, ArrowKind::Signal);
            }
        return;
    default:
        break;
    }

    if (event.kind == EventKind::OffCpuOther) {
        offCpu(data, step);
        return;
    }
    if (event.kind == EventKind::MadeReady) {
        applyMadeReady(data, step);
        return;
    }

    // The rest is about the lane that wrote it.
    if (!step.lane)
        return;
    LaneRecord& lane = *step.lane;
    switch (event.kind) {
    case EventKind::JoinBegin:
        if (data.laneRecord(laneOf(event.object)))
            beginWait(data, step, State::Waiting);
        break;
    case EventKind::JoinEnd:
        joinEnded(data, step);
        break;
    case EventKind::SleepBegin:
        setState(data, lane, step.time, State::Sleeping, {}, step, true);
        break;
    case EventKind::IoBegin:
        setState(data, lane, step.time, (event.b & trace::IoPhaseMask) == trace::IoWaiting ? State::IoWait : State::IoCopy, event.object, step);
        break;
    case EventKind::IoEnd:
        if (step.object) {
            step.object->storedEvents.push_back(step.index);
            countBytes(data, step, *step.object);
            if (step.object->kind == trace::ObjectKind::Descriptor) {
                step.object->book().transfers.add(event);
                keepCheckpoint(*step.object);
            }
        }
        // One that came back at once is a mark; it took no time to draw.
        if (const State before = stateBeforeWakeUp(data, lane); before != State::IoWait && before != State::IoCopy) {
            data.mark(step);
            break;
        }
        setState(data, lane, step.time, State::Running, {}, step);
        break;
    case EventKind::SleepEnd:
        setState(data, lane, step.time, State::Running, {}, step);
        break;
    case EventKind::EndShut:
        applyConnection(data, step);
        break;
    case EventKind::SendSignal:
        data.mark(step);
        if (LaneRecord* target = data.laneRecord(laneOf(event.object)); target && target->ended == Open) {
            target->signalled = step.index;
            target->dying = true;
        }
        break;
    case EventKind::HoldBegin:
        holdAtSchedulingPoint(data, step, true);
        break;
    case EventKind::HoldEnd:
        holdAtSchedulingPoint(data, step, false);
        break;
    case EventKind::OffCpu:
        offCpu(data, step);
        break;
    case EventKind::NotRecorded:
        loseSight(data, step);
        break;
    case EventKind::Suspend:
        suspend(data, step);
        break;
    case EventKind::Resume:
        resume(data, step);
        break;
    default: // Yield stays running
        break;
    }
}

void cutOff(ModelData& data) {
    data.incomplete = true;
    std::vector<EventIndex> last(data.lanes.size(), NoEvent);                        // of each lane, by place
    std::vector<Nanos> lanes(data.lanes.size(), 0), objects(data.objects.size(), 0); // when that was
    for (EventIndex i = 0; i < data.log.size(); ++i) {
        const LogEntry entry = data.log[i];
        if (const std::uint32_t place = data.ids.find(entry.lane).lane; place != IdTable::None) {
            last[place] = i;
            lanes[place] = std::max(lanes[place], entry.time);
        }
        if (const std::uint32_t place = data.ids.find(entry.object).object; place != IdTable::None)
            objects[place] = std::max(objects[place], entry.time);
    }
    for (std::size_t i = 0; i < data.lanes.size(); ++i) {
        LaneRecord& lane = data.lanes[i];
        // What was there last when its process ended may have ended before, in what is missing.
        const bool withProcess = lane.ended != Open && lane.end == End::KilledWithProcess;
        if ((lane.ended != Open && !withProcess) || lane.intervals().empty() || lane.outOfSight)
            continue;
        const Nanos from = std::max(lanes[i], lane.intervals().back().begin);
        if (withProcess && from >= lane.ended)
            continue;
        lane.wait = {};
        pushInterval(data, lane, {from, State::NotRecorded, {}, last[i]});
        if (withProcess)
            lane.end = End::NotRecorded;
    }
    for (std::size_t i = 0; i < data.objects.size(); ++i)
        data.objects[i].recordedUntil = std::max(objects[i], data.objects[i].levels().back().time);
}

void setState(ModelData& data, LaneRecord& lane, Nanos time, State state, ObjectId object, const Step& step, bool timed) {
    if (lane.ended != Open)
        return;
    if (lane.held != Hold::None)
        setHold(data, lane, Hold::None);
    if (lane.kind == LaneKind::Process)
        return;
    pushInterval(data, lane, {time, state, object, step.index, timed});
    reckon(data, lane);
    lane.gapBegin = lane.gapEnd = 0;
    lane.lastOwn = std::max(lane.lastOwn, time);
    // What a coroutine does, its thread does; but it gets the thread back by suspending itself.
    if (lane.kind == LaneKind::Coroutine) {
        LaneRecord* carrier = data.laneRecord(lane.carrier);
        if (carrier && carrier != &lane && carrier->kind == LaneKind::Thread && carrier->current == lane.id &&
            carrier->ended == Open)
            pushInterval(data, *carrier, {time, state == State::Suspended ? State::Running : state, {}, step.index, timed});
    }
}

void joinCrowd(ModelData& data, LaneRecord& parent, LaneRecord& lane) {
    if (lane.kind != LaneKind::Coroutine || parent.children.size() <= Lane::CrowdSize)
        return;
    if (!parent.crowd) {
        parent.crowd = std::make_shared<Crowd>();
        for (const LaneId id : parent.children)
            if (LaneRecord* child = data.laneRecord(id); child && child->kind == LaneKind::Coroutine)
                enterCrowd(*parent.crowd, *child);
        return;
    }
    enterCrowd(*parent.crowd, lane);
}

void enterCrowd(Crowd& crowd, LaneRecord& lane) {
    lane.crowded = true;
    for (const Interval& interval : lane.intervals()) {
        crowd.enter(interval.begin, interval.shown());
        if (interval.end != Open)
            crowd.leave(interval.end, interval.shown());
    }
}

void changeCrowd(ModelData& data, const LaneRecord& lane, Nanos time, State from, std::optional<State> to) {
    Crowd* crowd = crowdOf(data, lane);
    if (!crowd)
        return;
    crowd->leave(time, from);
    if (to)
        crowd->enter(time, *to);
}

void markIdle(ModelData& data, LaneRecord& lane, const std::vector<std::size_t>& indices) {
    if (indices.empty())
        return;
    for (const std::size_t index : indices) {
        if (!lane.crowded)
            break;
        const Interval interval = lane.intervals()[index];
        changeCrowd(data, lane, interval.begin, interval.state, State::Idle);
        if (interval.end != Open)
            changeCrowd(data, lane, interval.end, State::Idle, interval.state);
    }
    lane.storedIntervals.markIdle(indices);
    ++data.idleMarked;
}

void pushInterval(ModelData& data, LaneRecord& lane, const PackedInterval& interval) {
    Intervals& all = lane.storedIntervals;
    if (all.empty()) {
        all.append(interval);
        return;
    }
    const Interval last = all.back();
    PackedInterval next(std::max<Nanos>(interval.begin, last.begin), interval.state, interval.object, interval.event, interval.timed);
    next.apart = next.state == State::Ready ? isHeldByPerson(data.log, next.event) : data.takePoints.isIdle(data.log, next);
    const auto continues = [&next](const Interval& former) {
        return former.shown() == next.shown() && former.object == next.object &&
               (next.state == State::Running || next.state == State::Ready);
    };
    if (continues(last))
        return;
    if (lane.crowded)
        changeCrowd(data, lane, next.begin, last.shown(), next.shown());
    // No interval lasts no time: what comes at the same moment takes the place of the former.
    if (last.begin == next.begin) {
        all.popBack();
        if (!all.empty() && continues(all.back()))
            return;
    }
    all.append(next);
}

} // namespace braid::model
