#pragma once

#include "engine/analysis/findings/deadlocks.h"
#include "engine/analysis/findings/findings.h"

#include <utility>
#include <vector>

namespace braid::analysis {

/// A finding of stuck lanes, and by which waits it is known again: a lane that has gone on waits no more, or for another reason.
struct StuckFinding {
    Finding finding;
    std::vector<std::pair<LaneId, model::EventIndex>> waits; ///< of finding.lanes, ascending
};

/// What the stuck lanes wait for: a finding for each ring or knot among them, and one for each root, which is a thing that nobody else who is stuck could give. Lanes that merely stand behind these give none of
/// their own. Daemon threads, which may well wait for ever, are named only where others depend on them or, `daemonsToo`,
/// nobody else is stuck.
///
/// Rings and knots are the strongly connected components of the relation among the stuck lanes (Tarjan 1972; for waits of
/// which one of several can end them, Holt's knots, 1972: a component counts where all who could give what is waited for in it
/// are in it).
///
/// Of a ring whose lanes are in `known`, only these and who stands behind them are said: it has been told.
///
/// Who is idle (model::Interval::idle), and is waited for by nobody, is not stuck while others move (not `daemonsToo`).
[[nodiscard]] std::vector<StuckFinding> findingsOfStuck(const model::Model& model, const Deadlocks& known, bool daemonsToo);
/// The same of stuckAmong(model, lanes), while others move.
[[nodiscard]] std::vector<StuckFinding> findingsAmong(const model::Model& model, const Deadlocks& known, const std::vector<LaneId>& lanes);

/// Whether two ascending lists have something in common.
template <class Value>
bool overlap(const std::vector<std::pair<LaneId, Value>>& a, const std::vector<std::pair<LaneId, Value>>& b) {
    auto in = a.begin();
    for (auto other = b.begin(); in != a.end() && other != b.end();) {
        if (*in == *other)
            return true;
        *in < *other ? ++in : ++other;
    }
    return false;
}

} // namespace braid::analysis
