#include "engine/model/reduce/lock_reducer.h"

#include "engine/model/reduce/lane_reducer.h"
#include "engine/model/reduce/wait_reducer.h"
#include "engine/model/store/arithmetic.h"

#include <algorithm>
#include <vector>

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

void own(ModelData& data, const Step& step);
void hold(ObjectRecord& object, LaneRecord& lane, EventIndex acquired, Nanos time);
const OpenHolding* holdingOf(const ObjectRecord& object, LaneId lane);
void disown(ModelData& data, ObjectRecord& object, const OpenHolding& owner, Nanos time);

void acquired(ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    if (!object.ownable())
        return;
    if (endWait(data, step)) {
        ++object.contended;
        data.connect(object.lastRelease, step.index, ArrowKind::HandOver);
    }
    ++object.acquisitions;
    // One that was given unseen was never there.
    object.value -= object.semaphore() && (object.value > 0 || object.givenOutside == Open) ? 1 : 0;
    own(data, step);
    updateLevel(object, step.time);
}

void own(ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    const LaneId lane = step.lane->id;
    const bool shared =
        object.kind == ObjectKind::SharedMutex && step.event.b == static_cast<std::uint32_t>(trace::Mode::Shared);
    if (object.exclusive()) {
        object.recursion = static_cast<std::int64_t>(std::clamp<std::uint64_t>(step.event.a, 1, INT32_MAX));
        if (object.owners.size() == 1 && object.owners.front().lane == lane)
            return; // once more: only the depth changes
    }
    if (!object.semaphore()) {
        // Who held it until now can hold it no more: its Released is missing (its writer was killed). All who own it share
        // it, or there is one who does not.
        const auto sharedNow = [&] {
            return data.log.event(object.owners.front().acquired).b == static_cast<std::uint32_t>(trace::Mode::Shared);
        };
        while (!object.owners.empty() && !(shared && sharedNow()))
            disown(data, object, object.owners.back(), step.time);
    }

    hold(object, *step.lane, step.index, step.time);
}

void hold(ObjectRecord& object, LaneRecord& lane, EventIndex acquired, Nanos time) {
    OpenHolding holding;
    holding.begin = object.holdings().empty() ? time : std::max(time, object.holdings().back().begin);
    holding.lane = lane.id;
    holding.acquired = acquired;
    lane.locks += object.exclusive() ? 1 : 0;
    holding.place = static_cast<std::uint32_t>(object.holdings().size());
    object.owners.append(holding);
    if (!object.exclusive())
        object.book().ownersByLane.emplace(lane.id, acquired);
    object.storedHoldings.append(holding);
}

void released(ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    if (!object.ownable())
        return;
    step.lane->releasingForWait = false;
    if (object.semaphore()) {
        if (!object.permitGivers)
            object.permitGivers = std::make_unique<std::unordered_set<LaneId>>();
        object.permitGivers->insert(step.lane->id);
        // Any lane may give permits: first those it took itself are given back, then the oldest ones.
        const std::uint64_t permits = std::clamp<std::uint64_t>(step.event.a, 1, UINT32_MAX);
        object.value += static_cast<std::int64_t>(permits);
        for (std::uint64_t i = 0; i < permits && !object.owners.empty(); ++i) {
            const OpenHolding* own = holdingOf(object, step.lane->id);
            disown(data, object, own ? *own : object.owners.front(), step.time);
        }
        const std::int64_t surplus = object.value + static_cast<std::int64_t>(object.owners.size()) - object.initial;
        if (surplus != (object.surplus.empty() ? 0 : object.surplus.back().second))
            object.surplus.emplace_back(std::max(step.time, object.surplus.empty() ? 0 : object.surplus.back().first), surplus);
    } else if (step.event.b == static_cast<std::uint32_t>(trace::Mode::OfHolder) && object.exclusive() && !object.owners.empty()) {
        disown(data, object, object.owners.front(), step.time);
    } else if (!holdingOf(object, step.lane->id)) {
        return;
    } else if (step.event.a > 0 && object.exclusive()) {
        object.recursion = static_cast<std::int64_t>(std::min<std::uint64_t>(step.event.a, INT32_MAX));
    } else {
        object.recursion = 0;
        disown(data, object, *holdingOf(object, step.lane->id), step.time);
    }
    object.lastRelease = step.index;
    updateLevel(object, step.time);
}

/// The longest of those that `lane` owns; nullptr where it owns none.
const OpenHolding* holdingOf(const ObjectRecord& object, LaneId lane) {
    if (object.exclusive())
        return !object.owners.empty() && object.owners.front().lane == lane ? &object.owners.front() : nullptr;
    const ObjectBook* book = object.bookIfAny();
    if (!book)
        return nullptr;
    const auto own = book->ownersByLane.lower_bound({lane, 0});
    return own != book->ownersByLane.end() && own->first == lane ? object.owners.find(own->second) : nullptr;
}

void disown(ModelData& data, ObjectRecord& object, const OpenHolding& owner, Nanos time) {
    if (LaneRecord* lane = data.laneRecord(owner.lane); lane && object.exclusive() && lane->locks > 0)
        --lane->locks;
    if (!object.exclusive())
        object.book().ownersByLane.erase({owner.lane, owner.acquired});
    addTo(object.holdNs, object.storedHoldings.close(owner.place, time));
    object.owners.erase(owner);
}

} // namespace

namespace {

/// The processes by whose forks what `home` had came to `process`, that one last: one on the way that did not touch the object has no
/// copy of its own in the trace. Empty where nothing is known of the fork.
std::vector<const LaneRecord*> forkedBelow(const ModelData& data, LaneId home, const LaneRecord& process) {
    constexpr std::size_t Deepest = 64;
    if (process.startEvent == NoEvent)
        return {};
    std::vector<const LaneRecord*> forked;
    const LaneRecord* each = &process;
    for (; each && each->id != home && each->startEvent != NoEvent && forked.size() < Deepest; each = data.laneRecord(each->parent))
        forked.push_back(each);
    if (!each || each->id != home)
        return {&process};
    std::reverse(forked.begin(), forked.end());
    return forked;
}

LaneRecord* firstThreadOf(ModelData& data, const LaneRecord& process) {
    for (const LaneId id : process.children)
        if (LaneRecord* lane = data.laneRecord(id); lane && lane->kind == trace::LaneKind::Thread)
            return lane;
    return nullptr;
}

} // namespace

void inherit(ModelData& data, ObjectRecord& copy, const ObjectRecord& original, const LaneRecord& process, LaneRecord& child) {
    // What a semaphore of Braid's own has left is not told of its copy; one of a recorded program has told it.
    if (!original.ownable() || (original.semaphore() && copy.address == 0))
        return;
    const std::vector<const LaneRecord*> forked = forkedBelow(data, processOf(data, data.laneRecord(original.creator)), process);
    if (forked.empty())
        return;
    for (const Holding& holding : original.heldAt(data.log[forked.front()->startEvent].time)) {
        // The thread that forked goes on in the child as its first one.
        LaneRecord* owner = data.laneRecord(holding.lane);
        for (const LaneRecord* each : forked)
            if (owner && owner->id.value == data.log[each->startEvent].lane)
                owner = each == &process ? &child : firstThreadOf(data, *each);
        if (owner)
            hold(copy, *owner, holding.acquired, copy.created);
    }
    updateLevel(copy, copy.created);
}

void applyLock(ModelData& data, const Step& step) {
    if (!step.lane || !step.object)
        return;
    switch (step.event.kind) {
    case EventKind::AcquireWait:
        beginWait(data, step, State::Blocked);
        break;
    case EventKind::Acquired:
        acquired(data, step);
        break;
    case EventKind::AcquireFailed:
        endWait(data, step);
        step.object->storedEvents.push_back(step.index);
        data.mark(step);
        break;
    default:
        released(data, step);
    }
}

} // namespace braid::model
