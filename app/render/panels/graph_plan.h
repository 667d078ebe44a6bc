#pragma once

#include "app/render/panels/graph_cells.h"
#include "app/render/panels/graph_content.h"
#include "app/render/scene/labels.h"

#include <QRectF>
#include <vector>

/// The wait-for graph fitted into a picture: as much of it as can be read there, and where each node stands. Not for use outside app/render.
namespace braid::render {

struct PlacedBlock {
    std::vector<QRectF> nodes; ///< of each node of the block, in pixels; no two meet
    QRectF frame;              ///< round what the finding is about; empty where the block has none
    QRectF title;              ///< inside it, at its top
};

struct GraphPlan {
    GraphContent content;
    std::vector<PlacedBlock> blocks; ///< of each block of the content
    bool large = false;              ///< names are in the normal type, else in the small one

    [[nodiscard]] Type typeOf(const GraphNode& node) const {
        return large ? (node.core ? Type::Bold : Type::Normal) : node.core ? Type::SmallBold
                                                                           : Type::Small;
    }
};

/// Of very much as much is left out as is needed for names to be read. The same arguments give the same plan.
[[nodiscard]] GraphPlan planGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph,
                                  model::Nanos time, const QRectF& area, const Theme& theme);

} // namespace braid::render
