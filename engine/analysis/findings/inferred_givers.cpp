#include "engine/analysis/findings/inferred_givers.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace braid::analysis {

using model::EventIndex;
using model::Model;
using model::Nanos;
using model::Object;
using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr std::size_t MostEventsBack = 1 << 14;

/// What somebody put something into, as far as that is seen: a condition that is notified, and the lock that was held for it; or a
/// semaphore that counts what is there.
struct PutInto {
    const Object* condition = nullptr;
    const Object* lock = nullptr; ///< nullptr where there was none
    const Object* semaphore = nullptr;

    [[nodiscard]] const Object* queue() const { return condition ? condition : semaphore; }
};

/// It counts pieces of work: there were none when it was made, and there are some now.
bool countsWork(const Object& object) { return object.semaphore() && object.address != 0 && object.initial == 0 && object.value > 0; }

/// The condition or semaphore, other than what it waits for, that the lane notified or posted last before it waited.
PutInto notifiedBefore(const Model& model, const LaneWait& wait) {
    PutInto found;
    const auto& log = model.log();
    std::size_t looked = 0;
    for (EventIndex i = std::min(wait.event, static_cast<EventIndex>(log.size())); i > 0 && ++looked <= MostEventsBack; --i) {
        const model::LogEntry& entry = log[i - 1];
        if (entry.lane != wait.lane.value || entry.object == wait.object.value)
            continue;
        const Object* object = model.object(ObjectId{entry.object});
        if (!object)
            continue;
        if (!found.condition && entry.kind == EventKind::Released && countsWork(*object)) {
            found.semaphore = object;
            break;
        }
        if (!found.condition && entry.kind == EventKind::Signal && object->kind == ObjectKind::ConditionVariable)
            found.condition = object;
        else if (found.condition && (entry.kind == EventKind::Released || entry.kind == EventKind::Acquired) && object->exclusive()) {
            found.lock = object;
            break;
        }
    }
    return found;
}

/// Those who have ever waited for the condition, and those who had its lock without notifying it before they took the lock again:
/// who finds something there at once takes it without a wait.
std::vector<LaneId> takersOf(const Model& model, const PutInto& place) {
    std::set<LaneId> takers;
    const auto few = [&takers] {
        std::vector<LaneId> lanes(takers.begin(), takers.end());
        lanes.resize(std::min(lanes.size(), WaitRelation::MostGivers));
        return lanes;
    };
    if (place.semaphore) {
        std::size_t looked = 0;
        for (const model::Holding& holding : place.semaphore->holdings().all().reversed()) {
            if (++looked > MostEventsBack)
                break;
            takers.insert(holding.lane);
        }
        for (const model::Waiter& waiter : place.semaphore->waiters)
            takers.insert(waiter.lane);
        return few();
    }
    std::map<LaneId, std::vector<Nanos>> notified; // the latest first
    std::size_t looked = 0;
    for (const EventIndex event : place.condition->events().reversed()) {
        if (++looked > MostEventsBack)
            break;
        const model::LogEntry& entry = model.log()[event];
        if (entry.kind == EventKind::WaitBegin)
            takers.insert(LaneId{entry.lane});
        else if (entry.kind == EventKind::Signal)
            notified[LaneId{entry.lane}].push_back(entry.time);
    }
    if (place.lock && place.lock->holdings().size() <= MostEventsBack) {
        std::map<LaneId, Nanos> taken; // when each had the lock last
        const auto putNothing = [&](LaneId lane, Nanos from, Nanos to) {
            const std::vector<Nanos>& times = notified[lane];
            const auto latest = std::lower_bound(times.begin(), times.end(), to, std::greater<>()); // of those up to `to`
            return latest == times.end() || *latest < from;
        };
        for (const model::Holding& holding : place.lock->holdingsIn(0, model.endTime())) {
            const auto before = taken.find(holding.lane);
            if (before != taken.end() && putNothing(holding.lane, before->second, holding.begin))
                takers.insert(holding.lane);
            taken[holding.lane] = holding.begin;
        }
        for (const auto& [lane, begin] : taken)
            if (putNothing(lane, begin, model::Open))
                takers.insert(lane);
    }
    return few();
}

} // namespace

InferredGivers inferGivers(const Model& model, const LaneWait& wait, const std::vector<LaneWait>& stuck,
                           const std::function<bool(LaneId)>& isStuck) {
    InferredGivers inferred;
    // A program of Braid's own says who gives what.
    const Object* awaited = model.object(wait.object);
    if (!awaited || (awaited->kind != ObjectKind::Futex && awaited->address == 0))
        return inferred;
    if (const PutInto place = notifiedBefore(model, wait); place.queue()) {
        const Object* queue = place.queue();
        const std::vector<LaneId> takers = takersOf(model, place);
        const bool allBusy = !takers.empty() && std::all_of(takers.begin(), takers.end(), [&](LaneId id) {
            const model::Lane* lane = model.lane(id);
            return isStuck(id) && lane->intervals().back().object != queue->id;
        });
        if (allBusy) {
            inferred.queue = queue->id;
            for (const LaneId taker : takers)
                inferred.givers.push_back({taker, Tie::Queued, model.lane(taker)->intervals().back().event});
            return inferred;
        }
    }
    for (const LaneWait& other : stuck) {
        const Object* lock = other.need == Need::Release && other.lane != wait.lane ? model.object(other.object) : nullptr;
        if (lock && inferred.givers.size() < WaitRelation::MostGivers &&
            std::any_of(lock->owners.begin(), lock->owners.end(), [&wait](const model::Holding& owner) { return owner.lane == wait.lane; }))
            inferred.givers.push_back({other.lane, Tie::Behind, other.event});
    }
    return inferred;
}

} // namespace braid::analysis
