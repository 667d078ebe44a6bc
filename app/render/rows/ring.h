#pragma once

#include "engine/analysis/findings/findings.h"

/// A lane's place among those that are stuck together. Not for use outside app/render.
namespace braid::render {

struct Ring {
    int number = 0;      ///< in the order of the waits, from 1; 0 = it stands behind them, or is not stuck
    bool behind = false; ///< it stands behind them
    int finding = -1;    ///< its place in the list; −1 = it is not stuck
    analysis::FindingKind kind = analysis::FindingKind::Deadlock;
    model::Nanos at = 0;              ///< from this moment on …
    model::Nanos until = model::Open; ///< … to this one

    /// It is one of those that the finding is about, at `time`.
    [[nodiscard]] bool holdsAt(model::Nanos time) const { return number > 0 && at <= time && time < until; }
};
[[nodiscard]] Ring ringOf(const analysis::Findings& findings, LaneId lane);

} // namespace braid::render
