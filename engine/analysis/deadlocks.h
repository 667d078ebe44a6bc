#pragma once

#include "engine/analysis/findings.h"

#include <unordered_set>
#include <vector>

namespace braid::analysis {

/// Finds cycles of lanes of which each waits, without a time limit, for what only the next one can give: a lock it
/// owns, or its own end.
///
/// Why a cycle in the model is a real one although releases are recorded before and acquisitions after they happen: the
/// events of one lane come in its order, so a lane that waits in the model had released nothing that the model still shows
/// as its own; and it could only have gone on after the next one in the ring had.
class Deadlocks {
public:
    /// The cycle through `start`, where `start` is not yet known to be in one; empty if there is none. Costs the length
    /// of its chain; where chains have become so long that all of them together would cost more than a fixed amount of work
    /// for each event, the lane is left for leftOver().
    [[nodiscard]] std::vector<CycleEdge> closedBy(const model::Model& model, LaneId start);
    /// The cycles among lanes that closedBy() has left. Linear.
    [[nodiscard]] std::vector<std::vector<CycleEdge>> leftOver(const model::Model& model);
    [[nodiscard]] bool contains(LaneId lane) const { return m_stuck.count(lane) > 0; }

private:
    std::vector<CycleEdge> keep(std::vector<CycleEdge> cycle);

    std::unordered_set<LaneId> m_stuck;
    model::Allowance m_walks; ///< lanes looked at on the way along chains
    std::vector<LaneId> m_left;
};

/// The finding for a cycle.
[[nodiscard]] Finding deadlockFinding(const model::Model& model, std::vector<CycleEdge> cycle, model::EventIndex event);

} // namespace braid::analysis
