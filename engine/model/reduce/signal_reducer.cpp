#include "engine/model/reduce/signal_reducer.h"

#include "engine/model/query/shared_value.h"
#include "engine/model/reduce/wait_reducer.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

/// Nobody has come to the barrier yet.
void beginRound(const Step& step) {
    ObjectRecord& object = *step.object;
    object.value = 0;
    object.expected = object.initial - object.dropped;
    object.lastSignal = step.index;
}

void arrive(const Step& step) {
    ObjectRecord& object = *step.object;
    ++object.value;
    if (object.expected > 0 && object.value >= object.expected)
        beginRound(step);
    updateLevel(object, step.time);
}

/// Each of those that wake up takes one of the notifications that were given while it waited.
bool takesNotification(const ObjectRecord& object) {
    return object.kind == ObjectKind::ConditionVariable || object.kind == ObjectKind::Variable || object.kind == ObjectKind::Futex;
}

/// How many of those who wait a notification can wake: of a variable those who see another value by now.
std::uint64_t wakeable(const ModelData& data, const Step& step) {
    const ObjectRecord& object = *step.object;
    if (object.kind != ObjectKind::Variable)
        return object.waiters.size();
    std::uint64_t count = 0;
    for (const Waiter& waiter : object.waiters)
        count += hasChanged(data.log, object, waiter.event, step.index) ? 1 : 0;
    return count;
}

void signal(const ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    const std::uint64_t a = step.event.a;
    switch (object.kind) {
    case ObjectKind::Variable:
    case ObjectKind::Futex:
    case ObjectKind::ConditionVariable: {
        const std::uint64_t able = wakeable(data, step);
        const std::uint64_t asleep = able - std::min(able, static_cast<std::uint64_t>(object.pendingWakeups));
        const std::uint64_t woken = std::min(a, asleep);
        if (woken > 0) {
            object.pendingSignals.push_back({step.index, static_cast<std::uint32_t>(woken)});
            object.pendingWakeups += static_cast<std::int64_t>(woken);
        }
        break;
    }
    case ObjectKind::Latch: {
        const bool closed = object.value > 0;
        const std::int64_t count = a == 0 || a > INT32_MAX ? 1 : static_cast<std::int64_t>(a);
        object.value = std::max<std::int64_t>(object.value - count, 0);
        if (closed && object.value == 0)
            object.lastSignal = step.index;
        break;
    }
    case ObjectKind::Barrier:
        arrive(step);
        break;
    case ObjectKind::Event:
        object.value = 1;
        object.lastSignal = step.index;
        break;
    default:
        object.lastSignal = step.index;
    }
}

/// The last event that set a flag for which `lane` waits as well.
EventIndex otherCause(ModelData& data, const LaneRecord& lane) {
    if (!lane.waitsForSeveral)
        return NoEvent;
    for (const OpenWait& other : data.alternatives.at(lane.id))
        if (const ObjectRecord* object = data.objectRecord(other.object); object && object->kind == ObjectKind::Event && object->value != 0)
            return object->lastSignal;
    return NoEvent;
}

void woken(ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    const bool timedOut = step.event.b != trace::WaitWoken, takes = !timedOut || step.event.b == trace::WaitNotifiedInVain;
    EventIndex cause = object.lastSignal;
    const OpenWait& wait = step.lane->wait;
    if (takesNotification(object)) {
        // The oldest notification that was given while this lane waited; none: what else ended its wait, or it woke up without a
        // reason, as it may.
        cause = otherCause(data, *step.lane);
        for (auto pending = object.pendingSignals.begin(); pending != object.pendingSignals.end() && takes;
             ++pending) {
            if (wait.event == NoEvent || wait.object != object.id || pending->event < wait.event)
                continue;
            cause = pending->event;
            --object.pendingWakeups;
            if (--pending->remaining == 0)
                object.pendingSignals.erase(pending);
            break;
        }
    }
    const std::optional<OpenWait> ended = endWait(data, step);
    if (timedOut) {
        data.mark(step);
        if (ended && step.event.b == trace::WaitInVain && object.kind == ObjectKind::Barrier)
            data.connect(cause, step.index, ArrowKind::Wake);
        return;
    }
    ++object.acquisitions;
    if (ended) {
        ++object.contended;
        data.connect(cause, step.index, ArrowKind::Wake);
    }
}

} // namespace

void applySignal(ModelData& data, const Step& step) {
    if (!step.lane || !step.object)
        return;
    ObjectRecord& object = *step.object;
    switch (step.event.kind) {
    case EventKind::WaitBegin:
        beginWait(data, step, State::Waiting);
        if (object.kind == ObjectKind::Barrier)
            arrive(step);
        // The wait is recorded while the lock is still held, so that no notification under the lock can come before it.
        step.lane->releasingForWait = object.kind == ObjectKind::ConditionVariable && step.lane->locks > 0;
        return;
    case EventKind::WaitEnd:
        woken(data, step);
        break;
    case EventKind::Signal:
        signal(data, step);
        break;
    case EventKind::BarrierDropped:
        if (object.kind == ObjectKind::Barrier) { // of others `initial` is no number of those who come
            ++object.dropped;
            arrive(step);
        }
        break;
    case EventKind::BarrierBroken:
        if (object.kind == ObjectKind::Barrier)
            beginRound(step);
        break;
    default: // Clear
        if (object.kind == ObjectKind::Barrier)
            beginRound(step);
        else if (object.kind == ObjectKind::Event)
            object.value = 0;
    }
    object.storedEvents.push_back(step.index);
    updateLevel(object, step.time);
}

} // namespace braid::model
