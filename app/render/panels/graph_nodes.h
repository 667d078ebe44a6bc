#pragma once

#include "app/render/panels/graph_layout.h"

#include <map>
#include <set>
#include <vector>

/// What placement and picture of the wait-for graph share. Not for use outside app/render.
namespace braid::render {

/// The graph as it is drawn: joins point at lanes, crowds are cut.
struct DrawnGraph {
    struct WaitEdge {
        LaneId lane;
        ObjectId object; ///< none where it waits for a lane
        LaneId target;   ///< the lane it joins
        model::Nanos since = 0;
        int ring = 0; ///< its number in a cycle, from 1; 0 = in none
    };
    struct HoldEdge {
        ObjectId object;
        LaneId lane;
        bool inRing = false;
    };
    std::vector<WaitEdge> waits;
    std::vector<HoldEdge> holds;
    std::set<LaneId> lanes;
    std::set<ObjectId> objects;
    std::map<ObjectId, int> more;                ///< waiters that are not drawn
    int leftOut = 0;                             ///< other edges that are not
    std::vector<const analysis::Finding*> rings; ///< the cycles that stand at the time
    std::set<LaneId> ringLanes;
    std::set<ObjectId> ringObjects;
};
[[nodiscard]] DrawnGraph drawnGraph(const model::Model& model, const analysis::Findings& findings,
                                    const analysis::WaitGraph& graph, model::Nanos time);

} // namespace braid::render
