#pragma once

#include "engine/analysis/findings/findings.h"

#include <vector>

namespace braid::analysis {

/// How a lane has come to wait for what it has itself, as far as the trace says it: in which signal handlers and nested tasks it is,
/// that began after it had taken it, and that a file is locked by another descriptor. `edge` leads from a lane to itself. As of the
/// last event, or of the end of the run.
[[nodiscard]] std::vector<model::Sentence> selfContext(const model::Model& model, const CycleEdge& edge);

} // namespace braid::analysis
