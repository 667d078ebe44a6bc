#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/model.h"

#include <map>

/// The wait-for graph as a picture, in the convention of resource-allocation graphs: circles are lanes, boxes are what they
/// wait for or hold. A dashed arrow from a lane to a box: waits for it; a solid one from a box to a lane: is held by it.
/// Who waits for a lane's end (join) points at its circle. The nodes of a deadlock cycle stand on a ring with its edges
/// numbered in the order of the finding (the lanes' ring numbers of the timeline); all others are piled up around what
/// they wait for. Of very many waiters of one object the first 60 are drawn, the others counted.
namespace braid::render {

/// Where each node stands, in units of one node's diameter, the centre of the picture at (0, 0).
struct GraphPlacement {
    std::map<LaneId, QPointF> lanes;
    std::map<ObjectId, QPointF> objects; ///< but not those that are lanes

    friend bool operator==(const GraphPlacement&, const GraphPlacement&) = default;
};

/// Places the nodes of `graph`. A node that `previous` knows keeps its place unless a deadlock ring takes it in (or the
/// place is taken); the same arguments give the same placement. Nodes that left the graph stay in the result while
/// no other lane needs their place, so that a lane that comes back stands where it stood.
/// `time` as in layoutGraph().
[[nodiscard]] GraphPlacement placeGraph(const model::Model& model, const analysis::Findings& findings,
                                        const analysis::WaitGraph& graph, model::Nanos time,
                                        const GraphPlacement& previous = {});

/// What is highlighted.
struct GraphSelection {
    LaneId lane;
    ObjectId object;
};

/// The picture of `graph` at `time` (cycles found later are not shown as such). Scaled to fit `size`, never beyond its
/// natural size; an empty graph says so in a sentence.
[[nodiscard]] Scene layoutGraph(const model::Model& model, const analysis::Findings& findings,
                                const analysis::WaitGraph& graph, const GraphPlacement& placement, model::Nanos time,
                                QSizeF size, const Theme& theme, GraphSelection selection = {});

} // namespace braid::render
