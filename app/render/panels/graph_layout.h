#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/model.h"

/// The wait-for graph as a picture, in the convention of resource-allocation graphs: rounded nodes are lanes, boxes are what they
/// wait for or hold. An arrow from a lane to a box or to another lane: waits for it, in the form of its kind (graph_forms.h); one from a box
/// to a lane: has it or alone could give it (solid), or is known to have given it before (dotted); one to "nobody left": nobody could.
/// Each finding of lanes that are stuck stands in a frame of its own with its number and cause: a cycle on a ring, its lanes with the
/// numbers that they have in the timeline. Who stands behind is drawn thinner outside of the frame, who is not stuck beside it.
/// Several who wait for one thing share an edge. Names are never smaller than the theme's small type: of more than there is room for
/// a part is drawn, and the rest counted.
namespace braid::render {

/// What is highlighted.
struct GraphSelection {
    LaneId lane;
    ObjectId object;
};

/// The graph at `time`, for which waitGraphAt() may be asked with lanesAskedFirst(). The picture is as large as `size`; an empty graph says
/// so in a sentence. The same arguments give the same picture. Costs what is drawn, up to some hundred nodes, and O(waits).
[[nodiscard]] Scene layoutGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph,
                                model::Nanos time, QSizeF size, const Theme& theme, GraphSelection selection = {});
/// waitGraphAt() and layoutGraph().
[[nodiscard]] Scene layoutGraphAt(const model::Model& model, const analysis::Findings& findings, model::Nanos time, QSizeF size, const Theme& theme,
                                  GraphSelection selection = {});

} // namespace braid::render
