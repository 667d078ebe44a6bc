#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

#include <string>
#include <vector>

namespace braid::tests {

/// Where the findings, the wait-for graph and the answers to "why" differ about the lanes that are stuck at the end of the run, and at the moments at which the findings became true: what a lane waits
/// for, who could give it, and which lanes are the cycle. One sentence for each difference; empty: they all say the same.
[[nodiscard]] std::vector<std::string> disagreements(const model::Model& model, const analysis::Findings& findings);

} // namespace braid::tests
