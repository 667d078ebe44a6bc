#pragma once

#include "app/render/picture/comparison.h"
#include "app/session/catalogue.h"
#include "app/session/run/run.h"
#include "engine/analysis/figures/comparison.h"

#include <QStringList>
#include <vector>

namespace braid::session {

/// `run` for a picture of several, with its title, what came of it and its parameters in the present language. `run` must be over
/// and outlive the result; `scenario`: its description, nullptr where there is none.
[[nodiscard]] render::ComparedRun comparedRun(const Run& run, const Scenario* scenario);

/// What a picture of several lists of `differences`: in words of the present language; those of parameters, which stand at each run,
/// come last.
[[nodiscard]] QStringList listedDifferences(const std::vector<analysis::Difference>& differences);

} // namespace braid::session
