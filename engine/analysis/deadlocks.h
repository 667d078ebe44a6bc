#pragma once

#include "engine/analysis/findings.h"

#include <unordered_set>
#include <vector>

namespace braid::analysis {

/// Finds cycles of lanes of which each waits, without a time limit, for what only the next one can give: a lock it
/// owns, or its own end.
///
/// Why a cycle in the model is a real one although releases are recorded before and acquisitions after they happen: the
/// events of one lane come in its order, so whoever waits in the model had released nothing that the model still shows
/// as its own; and it could only have gone on after the next one in the ring had.
class Deadlocks {
public:
    /// The cycle through `start`, where `start` is not yet known to be in one; empty if there is none. Costs the length
    /// of its chain.
    [[nodiscard]] std::vector<CycleEdge> closedBy(const model::Model& model, LaneId start);
    [[nodiscard]] bool contains(LaneId lane) const { return m_stuck.count(lane) > 0; }

private:
    std::unordered_set<LaneId> m_stuck;
};

/// The finding for a cycle.
[[nodiscard]] Finding deadlockFinding(const model::Model& model, std::vector<CycleEdge> cycle, model::EventIndex event);

} // namespace braid::analysis
