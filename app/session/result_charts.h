#pragma once

#include "app/render/charts/chart.h"
#include "app/session/catalogue.h"
#include "engine/model/model.h"

namespace braid::session {

/// Which of a run's results are charts.
enum class Charted {
    Story, ///< those that compare: what the run is for
    All,   ///< also breakdowns, and results that a scenario does not describe
};

/// The charts of a run, in the order in which its scenario describes them; of scenarios that describe none and of unknown ones
/// (`scenario` may be nullptr: all of them compare) every result that can be drawn, in the order of the results:
///
/// - an object of numbers, {"gil": 1.0, "free": 1.9}: a bar for each of them;
/// - an object of such objects: a group of bars for each; where numbers within a group are of different orders of magnitude
///   (milliseconds beside thousands of calls) each of them has a chart of its own, with its own scale;
/// - an object of objects whose keys are numbers, {"select": {"100": 181, "900": 370}}: a line for each over those numbers.
///   A text instead of a number says why a line has no value there.
///
/// A chart of less than two values is none. The note says that other programs took the processors, where the run measured
/// that (the result "machine_busy").
[[nodiscard]] render::ChartSheet chartsOf(const model::Model::Pairs& results, const Scenario* scenario, Charted which = Charted::All);

/// The name of what a result calls `key`: "blocking", "threads", in the person's language.
[[nodiscard]] QString resultName(const QString& key);

} // namespace braid::session
