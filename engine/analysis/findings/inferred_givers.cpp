#include "engine/analysis/findings/inferred_givers.h"

#include <algorithm>

namespace braid::analysis {

using model::EventIndex;
using model::Model;
using model::Object;
using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr std::size_t MostEventsBack = 1 << 14;

/// The condition, other than what it waits for, that the lane notified last before it waited; nullptr where there was none.
const Object* notifiedBefore(const Model& model, const LaneWait& wait) {
    const auto& log = model.log();
    std::size_t looked = 0;
    for (EventIndex i = std::min(wait.event, static_cast<EventIndex>(log.size())); i > 0 && ++looked <= MostEventsBack; --i) {
        const model::LogEntry& entry = log[i - 1];
        if (entry.lane != wait.lane.value || entry.kind != EventKind::Signal || entry.object == wait.object.value)
            continue;
        const Object* object = model.object(ObjectId{entry.object});
        if (object && object->kind == ObjectKind::ConditionVariable)
            return object;
    }
    return nullptr;
}

/// Those who have ever waited for `condition`.
std::vector<LaneId> takersOf(const Model& model, const Object& condition) {
    std::vector<LaneId> takers;
    std::size_t looked = 0;
    for (const EventIndex event : condition.events().reversed()) {
        if (++looked > MostEventsBack || takers.size() >= WaitRelation::MostGivers)
            break;
        const LaneId lane{model.log()[event].lane};
        if (model.log()[event].kind == EventKind::WaitBegin && std::find(takers.begin(), takers.end(), lane) == takers.end())
            takers.push_back(lane);
    }
    std::sort(takers.begin(), takers.end());
    return takers;
}

} // namespace

InferredGivers inferGivers(const Model& model, const LaneWait& wait, const std::vector<LaneWait>& stuck,
                           const std::function<bool(LaneId)>& isStuck) {
    InferredGivers inferred;
    // A program of Braid's own says who gives what.
    const Object* awaited = model.object(wait.object);
    if (!awaited || (awaited->kind != ObjectKind::Futex && awaited->address == 0))
        return inferred;
    if (const Object* queue = notifiedBefore(model, wait)) {
        const std::vector<LaneId> takers = takersOf(model, *queue);
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
