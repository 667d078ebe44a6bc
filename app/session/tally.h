#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <utility>
#include <vector>

/// What a series of runs came to: values only, no processes.
namespace braid::session {

/// One value a run came to.
struct TalliedValue {
    QString text;                 ///< as it is counted: "99", "0.5", "yes", "[3,1,2]"
    std::optional<double> number; ///< where it is one
    bool whole = false;           ///< it is a whole number
};

/// What is kept of each run.
struct TalliedRun {
    QString outcome; ///< "finished", "deadlock", "hang", "stopped", "crashed", "timeout"
    model::Nanos duration = 0;
    QStringList findings; ///< their kinds, each once, however often it was found in this run
    /// By key, in the order of the run. The numbers of an object come one by one under "key.name".
    std::vector<std::pair<QString, TalliedValue>> results;

    [[nodiscard]] const TalliedValue* result(const QString& key) const;
};

/// The facts of a run that is over.
[[nodiscard]] TalliedRun talliedRun(const model::Model& model, const analysis::Findings& findings);

/// Least, middle, almost greatest, greatest. Percentiles by nearest rank: each is a value that did occur.
struct Spread {
    double min = 0, median = 0, p99 = 0, max = 0;
};
/// Of at least one value.
[[nodiscard]] Spread spreadOf(std::vector<double> values);

/// How often each value occurred.
using Counts = std::vector<std::pair<QString, int>>;

/// The values that one result took.
struct Distribution {
    Counts counts; ///< numbers in ascending order, then texts, the most frequent first
    /// Of the numbers, where all values are numbers.
    std::optional<Spread> spread;
    /// Counting tells nothing: numbers, not all of them whole, of which there are more than half as many different ones
    /// as there are runs.
    bool measured = false;
};

/// Adds runs up. Value type; not thread-safe.
class Tally {
public:
    void add(TalliedRun run) { m_runs.push_back(std::move(run)); }

    [[nodiscard]] const std::vector<TalliedRun>& runs() const { return m_runs; }
    /// The most frequent first. Findings count the runs in which a kind was found.
    [[nodiscard]] Counts outcomes() const;
    [[nodiscard]] Counts findings() const;
    /// In milliseconds. Of at least one run.
    [[nodiscard]] Spread durations() const;
    /// All keys that occurred, in order of first appearance.
    [[nodiscard]] QStringList resultKeys() const;
    [[nodiscard]] Distribution result(const QString& key) const;

private:
    std::vector<TalliedRun> m_runs;
};

} // namespace braid::session
