#pragma once

#include "app/session/catalogue.h"
#include "app/session/run/run.h"

#include <QString>
#include <optional>

/// What came of a run, in a sentence: for the window's banner and under the title of a picture.
namespace braid::session {

/// How loud it is said.
enum class Tone : std::uint8_t {
    Quiet,  ///< it came as it should, or the person ended it
    Notice, ///< not what was expected
    Alarm   ///< something went wrong, whether that was expected or not
};

/// What came of a run. Value type.
struct Verdict {
    Tone tone = Tone::Quiet;
    QString headline;                   ///< a word or two: "Deadlock", "Finished"
    QString sentence;                   ///< what happened, translated; may be empty
    QString expected;                   ///< "as expected", or what was expected instead; empty where nothing is known of that
    std::optional<std::size_t> finding; ///< the one it tells of, by its place in the findings
    std::uint64_t further = 0;          ///< findings beside that one, each one counted

    /// All of it in one line: "Deadlock: T1 waits for A, held by T2 … · as expected".
    [[nodiscard]] QString line() const;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Of a run so far, or at its end. `scenario` is the catalogue's description, nullptr where there is none. Nothing while a run goes
/// on in which nothing is found.
[[nodiscard]] std::optional<Verdict> verdictOf(const Run& run, const Scenario* scenario);
/// The same; `incomplete` as Run::incomplete().
[[nodiscard]] std::optional<Verdict> verdictOf(const model::Model& model, const analysis::Findings& findings, bool incomplete, const Scenario* scenario);

/// What `scenario` ends in with the values of this run: names of outcomes and findings. Nothing where its description does not say:
/// other values than a preset's, or one that depends on luck.
[[nodiscard]] std::optional<std::vector<std::string>> expectationOf(const model::Model& model, const Scenario& scenario);

/// "0.5 – 30 ms of 2.1 s": a part of a run that a picture shows.
[[nodiscard]] QString partText(model::Nanos from, model::Nanos to, model::Nanos edge);

} // namespace braid::session
