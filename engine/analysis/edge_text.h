#pragma once

#include "engine/analysis/findings.h"

namespace braid::analysis {

/// `giver` of `wait` as an edge with both sites.
[[nodiscard]] CycleEdge edgeOf(const model::Model& model, const LaneWait& wait, const Giver& giver);
/// "T1 waits for B (deadlock.cpp:31), held by T2 (deadlock.cpp:40)": behind each name the line where it waits, and where the
/// other took or gave it. `only`: nobody else is known to give it. `whole`: the files with their folders.
[[nodiscard]] model::Sentence edgeSentence(const model::Model& model, const CycleEdge& edge, bool only = false, bool whole = false);
/// "B (deadlock.cpp:31)"; the name alone where the site is not known.
[[nodiscard]] std::string nameAt(const model::Model& model, std::string_view name, SiteId site, bool whole = false);

} // namespace braid::analysis
