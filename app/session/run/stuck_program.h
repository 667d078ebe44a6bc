#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/trace/recording/supervisor_writer.h"

#include <QElapsedTimer>

#include <unordered_set>

namespace braid::session {

/// A recorded program of which a part is stuck for good, and what is to be learnt of it while it is still there.
class StuckProgram {
public:
    /// It has been so for long enough to end it, see analysis::stuckForGood(): Certain where that is certain, else Uncertain. `now`: the
    /// present, in run time. Call it whenever the findings are new.
    [[nodiscard]] bool longEnough(const model::Model& model, const analysis::Findings& findings, model::Nanos now);
    static constexpr qint64 CertainMs = 700, UncertainMs = 5'000;

    /// Writes into the trace how those came where they are who wait for what they have themselves: their stacks, once each, as RunInfo
    /// "stack" (JSON: lane, frames: [{function, place, interrupted}], the innermost first). True where it wrote something. Takes about
    /// 50 ms where there are such.
    bool noteStacks(const model::Model& model, const analysis::Findings& findings, trace::SupervisorWriter& writer);

private:
    QElapsedTimer m_since; ///< since a part has been stuck for good by m_event
    model::EventIndex m_event = model::NoEvent;
    std::unordered_set<LaneId> m_noted;
};

} // namespace braid::session
