#pragma once

#include "engine/analysis/findings/findings.h"

namespace braid::render {

/// A lane's place in a deadlock: the ring number (from 1) and the finding.
struct Ring {
    int number = 0;
    int finding = -1;
    model::Nanos at = 0;
};
[[nodiscard]] Ring ringOf(const analysis::Findings& findings, LaneId lane);

} // namespace braid::render
