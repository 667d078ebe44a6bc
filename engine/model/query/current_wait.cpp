#include "engine/model/query/current_wait.h"

#include "engine/model/query/connections.h"
#include "engine/model/query/outside.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

namespace {

constexpr auto SharedMode = static_cast<std::uint32_t>(trace::Mode::Shared);

bool wantsShared(const Model& model, const Object& object, const CurrentWait& wait) {
    return object.kind == ObjectKind::SharedMutex && model.event(wait.event).b == SharedMode;
}

bool queueServes(const Object& object, EventKind kind) {
    switch (kind) {
    case EventKind::GetWait:
        return object.value > object.orphaned || object.closed;
    case EventKind::PutWait:
        if (object.kind == ObjectKind::Channel)
            return object.value < object.initial || object.closed;
        // A pipe's capacity is in bytes and its items are not: full is taken for granted while something is in it.
        return object.kind == ObjectKind::Pipe ? object.value == 0
                                               : object.initial == 0 || object.value < object.initial;
    default: // DrainWait
        return object.unfinished <= 0;
    }
}

bool signalServes(const Object& object, const CurrentWait& wait) {
    const auto since = [&wait](EventIndex event) { return event != NoEvent && event >= wait.event; };
    switch (object.kind) {
    case ObjectKind::ConditionVariable:
    case ObjectKind::Futex:
    case ObjectKind::Variable: // a notification counts where the value had changed
        return std::any_of(object.pendingSignals.begin(), object.pendingSignals.end(),
                           [&since](const PendingSignal& pending) { return since(pending.event); });
    case ObjectKind::Event:
        return object.value != 0 || since(object.lastSignal);
    case ObjectKind::Latch:
        return object.value <= 0;
    default:
        return since(object.lastSignal);
    }
}

bool lockServes(const Model& model, const Object& object, const CurrentWait& wait) {
    if (object.semaphore())
        return object.value > 0;
    if (!object.ownable())
        return true; // nothing is known of such a lock
    if (object.owners.empty())
        return true;
    // All who own it share it, or there is one who does not.
    if (!wantsShared(model, object, wait) || model.event(object.owners.front().acquired).b != SharedMode)
        return false;
    return !prefersWriters(object) || std::none_of(object.waiters.begin(), object.waiters.end(), [&](const Waiter& waiter) {
        return waiter.event < model.log().size() && model.event(waiter.event).b != SharedMode;
    });
}

/// A thread that is not started yet and is the first one of its process (or of all): no other has to start it.
bool isFirst(const Model& model, const Lane& lane) {
    if (lane.kind != LaneKind::Thread || lane.starter)
        return false;
    const Lane* parent = model.lane(lane.parent);
    return !(parent ? parent->threadBegan : model.rootThreadBegan());
}

bool processCanMove(const Model& model, const Lane& process) {
    if (process.dying)
        return true;
    // All threads of a daemon are daemons, and it ends with its parent, not with them.
    return std::none_of(process.children.begin(), process.children.end(), [&](LaneId id) {
        const Lane* child = model.lane(id);
        return child->kind == LaneKind::Thread && child->unfinished() && (!child->daemon || process.daemon);
    });
}

/// A coroutine gets its turn from its loop, and the loop needs its thread: none moves while another coroutine blocks
/// that, and none moves when it is gone. One that waits for other threads to hand something in comes back for timers.
bool threadCanMove(const Model& model, const Lane& coroutine) {
    const Lane* thread = model.lane(coroutine.parent);
    if (!thread || !thread->unfinished())
        return false;
    if (thread->intervals().empty())
        return true;
    return thread->intervals().back().object == coroutine.loop || canMove(model, *thread);
}

} // namespace

EventIndex waitEventOf(const Model& model, const Lane& lane, const Interval& interval) {
    constexpr int MostLookedAt = 4096;
    const Object* object = model.object(interval.object);
    if (interval.state != State::Suspended || !object)
        return interval.event;
    int looked = 0;
    for (const EventIndex event : eventsBefore(object->events(), interval.event + 1).reversed()) {
        if (model.log()[event].lane == lane.id.value)
            return event;
        if (++looked == MostLookedAt)
            break;
    }
    return interval.event;
}

bool prefersWriters(const Object& object) { return object.kind == ObjectKind::SharedMutex && object.initial != 0; }

std::optional<CurrentWait> currentWait(const Model& model, const Lane& lane) {
    if (!lane.unfinished() || lane.intervals().empty())
        return std::nullopt;
    const Interval now = lane.intervals().back();
    if (now.state != State::Blocked && now.state != State::Waiting &&
        now.state != State::Suspended)
        return std::nullopt;
    CurrentWait wait{now.object, now.event, EventKind::None, model.siteOf(now.event), now.begin, now.timed};
    if (now.state == State::Suspended) {
        // What began the wait came before the coroutine suspended itself.
        if (model.object(now.object) && lane.wait.event != NoEvent && lane.wait.object == now.object) {
            wait.event = lane.wait.event;
            wait.timed = lane.wait.timed;
        }
    }
    if (wait.event < model.log().size())
        wait.kind = model.log()[wait.event].kind;
    return wait;
}

namespace {

bool available(const Model& model, const CurrentWait& wait) {
    const Object* object = model.object(wait.object);
    if (!object) {
        // Who went over to another coroutine goes on when it is resumed, not when that one ends.
        if (wait.kind == EventKind::Resume)
            return false;
        const Lane* joined = model.lane(laneOf(wait.object));
        return wait.object && (!joined || !joined->unfinished());
    }
    switch (wait.kind) {
    case EventKind::AcquireWait:
        return lockServes(model, *object, wait);
    case EventKind::GetWait:
    case EventKind::PutWait:
    case EventKind::DrainWait:
        return queueServes(*object, wait.kind);
    case EventKind::WaitBegin:
        return signalServes(*object, wait);
    default: // a coroutine that only names what it awaits: it is resumed by others
        return false;
    }
}

} // namespace

bool available(const Model& model, const Lane& lane, const CurrentWait& wait) {
    if (available(model, wait))
        return true;
    if (!lane.waitsForSeveral || lane.wait.event != wait.event)
        return false;
    const std::vector<OpenWait>& others = model.alternativesOf(lane.id);
    return std::any_of(others.begin(), others.end(), [&](const OpenWait& other) {
        return available(model, {other.object, other.event, waitKindOf(model, other), {}, other.since, other.timed});
    });
}

std::vector<OpenWait> alternativesOf(const Model& model, const Lane& lane, EventIndex event) {
    constexpr EventIndex MostLookedAt = 256;
    if (event == NoEvent || lane.wait.event == event)
        return model.alternativesOf(lane.id);
    std::vector<OpenWait> found;
    const auto& log = model.log();
    for (EventIndex i = event + 1; i < log.size() && i - event < MostLookedAt; ++i) {
        const LogEntry& entry = log[i];
        if (entry.lane != lane.id.value)
            continue;
        if (entry.kind == EventKind::AlsoWaits)
            found.push_back({ObjectId{entry.object}, i, entry.time, false});
        else if (entry.kind != EventKind::Released) // of the lock that a condition's waiter gives back
            break;
    }
    return found;
}

EventKind waitKindOf(const Model& model, const OpenWait& alternative) { return static_cast<EventKind>(model.event(alternative.event).b); }

bool canMove(const Model& model, const Lane& lane) {
    if (lane.kind == LaneKind::Process)
        return processCanMove(model, lane);
    if (lane.intervals().empty())
        return true;
    switch (lane.intervals().back().state) {
    case State::Ready:
        return !lane.loop || threadCanMove(model, lane);
    case State::Created:
        return isFirst(model, lane);
    case State::Blocked:
    case State::Waiting:
    case State::Suspended: {
        const std::optional<CurrentWait> wait = currentWait(model, lane);
        if (wait && lane.intervals().back().state == State::Suspended && lane.loop && !threadCanMove(model, lane))
            return false;
        if (!wait || wait->timed || lane.releasingForWait || available(model, lane, *wait))
            return true;
        const Object* object = model.object(wait->object);
        return object && mayComeFromOutside(model, *object);
    }
    case State::IoWait: {
        const Interval now = lane.intervals().back();
        const Lane* coroutine = now.object ? nullptr : model.lane(lane.current);
        if (coroutine)
            return canMove(model, *coroutine);
        const Object* object = model.object(now.object);
        return ioWaitsFor(model, now.event) != IoWaits::Lanes || (object && mayComeFromOutside(model, *object));
    }
    default:
        return true;
    }
}

bool standsStill(const Model& model, LaneId& mover) {
    const Lane* last = model.lane(mover);
    if (last && last->unfinished() && canMove(model, *last))
        return false;
    bool any = false;
    for (const LaneId id : model.lanes()) {
        const Lane* lane = model.lane(id);
        if (!lane->unfinished())
            continue;
        any = true;
        if (canMove(model, *lane)) {
            mover = id;
            return false;
        }
    }
    return any;
}

} // namespace braid::model
