#pragma once

#include "engine/analysis/findings/findings.h"

#include <unordered_set>
#include <vector>

namespace braid::analysis {

/// Finds cycles of lanes at the event that closes them: each waits, without a time limit, for what only the next one can give:
/// a lock it owns, its own end, its turn on a thread. Follows only waits that cannot end without every one of their givers;
/// the others are looked at by findingsOfStuck().
///
/// Why a cycle in the model is a real one although releases are recorded before and acquisitions after they happen: the
/// events of one lane come in its order, so a lane that waits in the model had released nothing that the model still shows
/// as its own; and it could only have gone on after the next one in the ring had.
class Deadlocks {
public:
    /// The cycle through `start`, where `start` is not yet known to be in one; empty if there is none. Costs the length
    /// of its chain; where chains have become so long that all of them together would cost more than a fixed amount of work
    /// for each event, nothing is said: findingsOfStuck() will find it.
    [[nodiscard]] std::vector<CycleEdge> closedBy(const model::Model& model, LaneId start);
    /// These lanes are stuck, and are not asked for again.
    void keep(const std::vector<LaneId>& lanes) { m_stuck.insert(lanes.begin(), lanes.end()); }
    /// They are so no longer.
    void open(const std::vector<LaneId>& lanes) {
        for (const LaneId lane : lanes)
            m_stuck.erase(lane);
    }
    [[nodiscard]] bool contains(LaneId lane) const { return m_stuck.count(lane) > 0; }

private:
    std::unordered_set<LaneId> m_stuck;
    model::Allowance m_walks; ///< lanes looked at on the way along chains
};

/// The finding for a cycle. `only[i]`: the giver of edge i is the only one known.
[[nodiscard]] Finding deadlockFinding(const model::Model& model, std::vector<CycleEdge> cycle, const std::vector<bool>& only,
                                      model::EventIndex event);

/// Of a ring that has opened: one of it stood behind the thread of a coroutine that had begun a wait, and has suspended itself for that
/// since. So it goes each time, and nobody was stuck.
[[nodiscard]] bool onlyBeganToWait(const model::Model& model, const Finding& ring);

/// The sentence of a finding of deadlockFinding(), with the names that are known by now, and what was added to it since.
[[nodiscard]] model::Sentence deadlockSaidAnew(const model::Model& model, const Finding& finding);

} // namespace braid::analysis
