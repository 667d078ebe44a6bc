#pragma once

#include "app/session/catalogue.h"
#include "app/session/tally.h"

#include <QString>
#include <vector>

/// How often repeated runs came to what, as bars. Pure but for the language.
namespace braid::views {

/// What is counted.
struct Quantity {
    enum class Kind {
        Outcome,
        Finding,
        Duration,
        Result
    };
    Kind kind = Kind::Outcome;
    QString key; ///< of a Result
    friend bool operator==(const Quantity&, const Quantity&) = default;
};
/// All there are: the results first, for these are what one repeats a run for.
[[nodiscard]] std::vector<Quantity> quantitiesOf(const session::Tally& tally);
/// "Outcome", "Duration"; of a result the words that the scenario (may be nullptr) has for it, or that are known for its key,
/// with the key behind them where it is another word: "Speed-up · Processes (speedup.processes)", "counter".
[[nodiscard]] QString quantityName(const Quantity& quantity, const session::Scenario* scenario);

struct HistogramBar {
    QString label;                 ///< "97", "2.04 s", "deadlock"
    QString range;                 ///< its tool tip: "97", "2.04 s to 2.05 s"
    std::vector<std::size_t> runs; ///< indices into tally.runs()
};

/// At most `most` (≥ 2) bars. Whole numbers that lie close together have a bar each, also those that never occurred;
/// others are gathered in equal steps of 1, 2 or 5 · 10ⁿ. Texts have a bar each, the most frequent first, and the rest one
/// together.
[[nodiscard]] std::vector<HistogramBar> histogram(const session::Tally& tally, const Quantity& quantity, int most);

} // namespace braid::views
