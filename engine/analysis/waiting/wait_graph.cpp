#include "engine/analysis/waiting/wait_graph.h"

#include <algorithm>
#include <optional>

namespace braid::analysis {

using model::Model;

WaitGraph waitGraphAt(const Model& model, model::Nanos time) {
    WaitGraph graph;
    // Past the end of a finished run there is what was left at its end.
    if (model.finished())
        time = std::min(time, model.endTime());
    std::vector<LaneId> joined;
    for (const LaneId id : model.lanes()) {
        const model::Lane* lane = model.lane(id);
        const std::optional<model::Interval> now = lane->at(time);
        if (!now || !now->object)
            continue;
        if (now->state != model::State::Blocked && now->state != model::State::Waiting &&
            now->state != model::State::Suspended)
            continue;
        graph.waits.push_back({id, now->object, now->begin, model.siteOf(now->event), now->timed});
        if (model.lane(laneOf(now->object)))
            joined.push_back(laneOf(now->object));
    }
    for (const ObjectId id : model.objects())
        for (const model::Holding& holding : model.object(id)->heldAt(time))
            graph.holds.push_back({id, holding.lane, holding.begin, model.event(holding.acquired).site});
    std::sort(joined.begin(), joined.end());
    joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
    for (const LaneId id : joined)
        graph.holds.push_back({objectOf(id), id, model.lane(id)->created, {}});
    return graph;
}

} // namespace braid::analysis
