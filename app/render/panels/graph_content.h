#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/model.h"

#include <QString>
#include <vector>

/// What the picture of the wait-for graph shows: nodes and edges in blocks, without places. Not for use outside app/render.
namespace braid::render {

/// How much of it is drawn; the rest is counted.
struct GraphLimits {
    std::size_t ring = 64;    ///< lanes of one cycle
    std::size_t waiters = 60; ///< lanes that wait for one thing, and lanes that could give it
    std::size_t strips = 24;  ///< things of one block
    std::size_t blocks = 8;
};

struct GraphNode {
    enum class Kind : std::uint8_t {
        Lane,
        Object,
        Nobody, ///< who could give it: nobody is left
        More    ///< stands for those that are not drawn
    };
    Kind kind = Kind::Lane;
    LaneId lane;
    ObjectId object;
    QString text;
    int ring = 0;       ///< of a lane: its number in its finding, as in the timeline; 0 = in none
    bool core = false;  ///< it is what the finding is about, or what that waits for; else it stands behind or is not stuck
    bool ended = false; ///< a lane that is over
};

struct GraphEdge {
    std::size_t from = 0, to = 0; ///< in the nodes of the block
    bool gives = false;           ///< from a thing to one who could give it; else from a lane to what it waits for
    bool nobody = false;          ///< to where nobody is left
    bool core = false;            ///< both its ends are
    bool timed = false;           ///< the wait ends by itself at the latest when its time is over
    analysis::Need need = analysis::Need::Other;
    analysis::Tie tie = analysis::Tie::Owner; ///< where it gives
    Tag tag;
};

/// Those who wait for one thing in one way, the thing and those who could give it: nodes of the block, each in one place only.
struct GraphStrip {
    std::vector<std::size_t> givers;
    std::vector<std::size_t> things; ///< one, or none where it stands elsewhere or is a lane
    std::vector<std::size_t> waiters;
    bool core = false;

    [[nodiscard]] std::size_t size() const { return givers.size() + things.size() + waiters.size(); }
};

/// What belongs to one finding, or all that is not stuck. Blocks have no edges between them; a lane that concerns two is in both.
struct GraphBlock {
    int finding = -1; ///< its place in the list; −1: who is not stuck
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
    std::vector<std::size_t> ring; ///< the cycle: lanes and what they wait for, in its order
    std::vector<GraphStrip> strips;
};

struct GraphContent {
    std::vector<GraphBlock> blocks; ///< the findings in their order, then the rest
    std::size_t leftOut = 0;        ///< things with those who wait for them, and findings, that are not drawn
};

/// Whose waits waitGraphAt() shall ask for first: the lanes of the findings that hold at `time`.
[[nodiscard]] std::vector<LaneId> lanesAskedFirst(const analysis::Findings& findings, model::Nanos time);
[[nodiscard]] GraphContent graphContent(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph,
                                        model::Nanos time, const GraphLimits& limits = {});

} // namespace braid::render
