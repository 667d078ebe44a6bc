#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

namespace braid::hostile {

/// Asks of a run all that the window and the command line ask, of each kind of question the first few hundred: their number
/// is not what is tried. For runs that are finished.
void askEverything(const model::Model& model, const analysis::Findings& findings);

} // namespace braid::hostile
