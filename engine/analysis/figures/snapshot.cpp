#include "engine/analysis/figures/snapshot.h"

#include "engine/model/query/current_wait.h"
#include "engine/model/query/queue_items.h"
#include "engine/model/query/seek.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace braid::analysis {

using model::EventIndex;
using model::Lane;
using model::Model;
using model::Nanos;
using model::Object;
using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr auto TakenShared = static_cast<std::uint32_t>(trace::Mode::Shared);

/// The events of `object` up to `time`, from the last one back, for as long as `take` wants more.
template <class Take>
void backFrom(const Model& model, const Object& object, Nanos time, Take take) {
    for (const EventIndex index : model.eventsUpTo(object.events(), time).reversed())
        if (!take(index, model.log()[index].kind))
            return;
}

WaitFor waitForOf(const trace::Event& event) {
    switch (event.kind == EventKind::AlsoWaits ? static_cast<EventKind>(event.b) : event.kind) {
    case EventKind::AcquireWait:
        return event.b == TakenShared ? WaitFor::AcquireShared : WaitFor::Acquire;
    case EventKind::PutWait:
        return WaitFor::Room;
    case EventKind::GetWait:
        return WaitFor::Item;
    case EventKind::DrainWait:
        return WaitFor::Drain;
    default:
        return WaitFor::Wake;
    }
}

/// The AlsoWaits by which `waiting` is for the object as well; NoEvent where it is not, or not yet.
EventIndex alternativeAt(const Model& model, const Lane& lane, const model::Interval& waiting, const ObjectSnapshot& then) {
    for (const model::OpenWait& other : model::alternativesOf(model, lane, model::waitEventOf(model, lane, waiting)))
        if (other.object == then.id && other.since <= then.at)
            return other.event;
    return model::NoEvent;
}

void addWaiters(const Model& model, ObjectSnapshot& then) {
    // With many lanes it is not asked of those that cannot.
    const trace::ObjectKind kind = model.object(then.id)->kind;
    const bool mayBeAlternative = kind == ObjectKind::Channel || kind == ObjectKind::Event;
    for (const LaneId id : model.lanes()) {
        const Lane* lane = model.lane(id);
        const std::optional<model::Interval> now = lane->at(then.at);
        if (!now || (now->state != model::State::Blocked && now->state != model::State::Waiting &&
                     now->state != model::State::Suspended))
            continue;
        EventIndex event = model::NoEvent;
        if (now->object == then.id)
            event = model::waitEventOf(model, *lane, *now);
        else if (mayBeAlternative && now->state == model::State::Waiting)
            event = alternativeAt(model, *lane, *now, then);
        if (event != model::NoEvent)
            then.waiters.push_back({id, now->begin, event, waitForOf(model.event(event)), now->timed});
    }
    std::stable_sort(then.waiters.begin(), then.waiters.end(),
                     [](const WaiterState& a, const WaiterState& b) { return a.since < b.since; });
}

void addOwners(const Model& model, const Object& object, ObjectSnapshot& then) {
    for (const model::Holding& holding : object.heldAt(then.at)) {
        const bool shared =
            object.kind == ObjectKind::SharedMutex && model.event(holding.acquired).b == TakenShared;
        then.owners.push_back({holding.lane, holding.begin, holding.acquired, shared});
    }
    then.freePermits = object.permitsAt(then.at) - static_cast<std::int64_t>(then.owners.size());
}

// Both count the bytes of the stream so far: once something was got, puts that lie wholly before that are gone.
void addPipe(const Model& model, const Object& object, ObjectSnapshot& then) {
    std::optional<std::uint64_t> got;
    backFrom(model, object, then.at, [&](EventIndex index, EventKind kind) {
        const trace::Event event = kind == EventKind::Get || kind == EventKind::Put ? model.event(index) : trace::Event{};
        if (kind == EventKind::Get)
            got = std::max(got.value_or(0), event.a);
        else if (kind == EventKind::Put && got && event.a <= *got)
            return false;
        else if (kind == EventKind::Put)
            then.items.push_back({event.a, std::string(event.text), event.b, event.lane, index});
        return true;
    });
    std::reverse(then.items.begin(), then.items.end());
    const auto gone = [got](const ItemState& item) { return got && item.number <= *got; };
    then.items.erase(std::remove_if(then.items.begin(), then.items.end(), gone), then.items.end());
    if (!then.items.empty()) // a part of it may have been got
        then.items.front().priority = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(then.items.front().priority, then.items.front().number - got.value_or(0)));
}

void addQueue(const Model& model, const Object& object, ObjectSnapshot& then) {
    if (object.kind == ObjectKind::Pipe) {
        addPipe(model, object, then);
        return;
    }
    then.unfinishedCounts = object.unfinishedCounts;
    if (then.unfinishedCounts)
        then.unfinished = model::unfinishedAt(model, object, then.at).value_or(0);
    const std::optional<std::vector<model::ItemStay>> items = model::itemsAt(model, object, then.at);
    for (const model::ItemStay& item : items ? *items : std::vector<model::ItemStay>()) {
        const trace::Event event = model.event(item.put);
        then.items.push_back({item.number, std::string(event.text), item.priority, event.lane, item.put});
    }
    if (object.kind == ObjectKind::LifoQueue)
        std::reverse(then.items.begin(), then.items.end());
    if (object.kind == ObjectKind::PriorityQueue)
        std::stable_sort(then.items.begin(), then.items.end(),
                         [](const ItemState& a, const ItemState& b) { return a.priority < b.priority; });
}

void addBarrier(const Model& model, const Object& object, ObjectSnapshot& then) {
    std::int64_t come = 0, remaining = object.initial;
    then.expected = object.initial;
    const auto beginRound = [&] {
        come = 0;
        then.expected = remaining;
    };
    std::vector<LaneId> visitors;
    std::unordered_set<std::uint32_t> known;
    for (const EventIndex index : object.events()) {
        const model::LogEntry& entry = model.log()[index];
        const bool comes = entry.kind == EventKind::WaitBegin || entry.kind == EventKind::Signal || entry.kind == EventKind::BarrierDropped;
        if (comes && known.insert(entry.lane).second)
            visitors.push_back(LaneId{entry.lane});
        if (entry.time > then.at)
            continue;
        remaining -= entry.kind == EventKind::BarrierDropped;
        if (entry.kind == EventKind::BarrierBroken || entry.kind == EventKind::Clear)
            beginRound();
        if (!comes || ++come < then.expected || then.expected <= 0)
            continue;
        ++then.generation;
        beginRound();
    }
    std::unordered_set<std::uint32_t> waiting;
    for (const WaiterState& waiter : then.waiters)
        waiting.insert(waiter.lane.value);
    for (const LaneId id : visitors) {
        const Lane* lane = model.lane(id);
        const bool here = waiting.count(id.value) > 0;
        if (lane && !here && lane->created <= then.at && lane->at(then.at))
            then.missing.push_back(id);
    }
}

void addWatched(const Model& model, const Object& object, ObjectSnapshot& then) {
    for (const auto& [fd, end] : model::watchedAt(model, object, then.at)) {
        const trace::Event said = model.event(end.said);
        const Nanos lastReady = end.lastReady != model::NoEvent ? model.log()[end.lastReady].time : -1;
        then.watched.push_back({fd, end.what, std::string(said.text), model.log()[end.since].time, end.ready, lastReady});
    }
}

void addTasks(const Model& model, ObjectSnapshot& then) {
    for (const LaneId id : model.lanes()) {
        for (const model::Task& task : model.lane(id)->tasksIn(then.at, then.at + 1).reversed()) {
            if (task.object != then.id || task.end <= then.at)
                continue;
            const trace::Event event = model.event(task.event);
            then.tasks.push_back({id, std::string(event.text), event.a, task.begin});
        }
    }
}

void addSignals(const Model& model, const Object& object, ObjectSnapshot& then) {
    backFrom(model, object, then.at, [&](EventIndex index, EventKind kind) {
        if (kind == EventKind::Signal || kind == EventKind::Clear)
            then.lastSignal = index;
        return then.lastSignal == model::NoEvent;
    });
}

void addValue(const Model& model, const Object& object, ObjectSnapshot& then) {
    if (const EventIndex last = model::lastAccess(model, object, then.at); last != model::NoEvent)
        then.lastWrite = last; // a read tells the value as well
}

void addBytes(const Model& model, const Object& object, ObjectSnapshot& then) {
    const model::Transfers transfers = model::transfersAt(model, object, then.at);
    then.bytesIn = transfers.in;
    then.bytesOut = transfers.out;
    then.failedCalls = transfers.failed;
}

} // namespace

ObjectSnapshot objectAt(const Model& model, ObjectId id, Nanos time) {
    ObjectSnapshot then;
    then.id = id;
    then.at = model.finished() ? std::min(time, model.endTime()) : time;
    const Object* object = model.object(id);
    if (!object)
        return then;
    then.depth = object->levels().at(then.at).value_or(model::Level()).depth;
    addWaiters(model, then);
    if (object->ownable())
        addOwners(model, *object, then);
    else if (object->kind == ObjectKind::Variable)
        addValue(model, *object, then);
    else if (object->kind == ObjectKind::Descriptor)
        addBytes(model, *object, then);
    else if (object->kind == ObjectKind::Loop)
        addWatched(model, *object, then);
    else if (object->queue())
        addQueue(model, *object, then);
    else
        addSignals(model, *object, then);
    if (object->kind == ObjectKind::Barrier)
        addBarrier(model, *object, then);
    if (object->kind == ObjectKind::Pool || object->kind == ObjectKind::Loop || object->kind == ObjectKind::Server)
        addTasks(model, then);
    return then;
}

} // namespace braid::analysis
