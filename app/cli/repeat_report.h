#pragma once

#include "app/session/tally.h"

#include <nlohmann/json.hpp>

#include <string>

/// What a series of runs came to, as JSON and as text.
namespace braid::cli {

/// The value of the key `repeat`, a contract: runs; outcomes {finished: n, …} and findings {lost_update: n, …}, which
/// count runs; results {counter: {"99": n, …}}, the times each value occurred, or {min, median, max} where measured
/// values are nearly all different (the numbers of an object come under "key.name"); durations_ms {min, median, p99,
/// max}.
[[nodiscard]] nlohmann::ordered_json repeatJson(const session::Tally& tally);

struct RepeatTextOptions {
    std::string scenario;
    std::string parameters; ///< as parametersLine() says them; empty: none
    int wanted = 0;         ///< runs that were asked for
    bool colours = false;
};
/// The distributions as tables with bars. Of at least one run.
[[nodiscard]] std::string repeatText(const session::Tally& tally, const RepeatTextOptions& options);

} // namespace braid::cli
