#pragma once

#include "engine/analysis/findings/findings.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace braid::analysis {

/// A finding of lanes that are stuck for good, or of a livelock each of whose lanes tries for what another one of it has, and that leaves
/// the rest of the run nothing to do.
struct StuckForGood {
    std::size_t finding = 0; ///< its place in the list
    /// Known from owners, ends and lanes; otherwise from what lanes have done so far, and one of them may do something else after all. Of a
    /// livelock it never is: who tries again and again may have a limit.
    bool certain = false;
    bool mainWaits = false; ///< the run's first thread is among the stuck ones or behind them; otherwise the others only sleep and wait
};

/// The first one of `findings` that is so as of the last event. Either the first thread of the run's first process is among its lanes
/// or behind them, or every thread that is stuck in none of the findings has spent no more than a hundredth of the time since then
/// with anything but sleeps and waits; `now` is the present, in run time. O(lanes · log n). Pure.
[[nodiscard]] std::optional<StuckForGood> stuckForGood(const model::Model& model, const std::vector<Finding>& findings, model::Nanos now);

} // namespace braid::analysis
