#pragma once

#include "app/session/catalogue.h"
#include "app/session/run/run.h"
#include "engine/analysis/hints/hints.h"

#include <QString>

/// What comes from braid-host and the engine in English, in the language of the program. The translations stand in
/// resources/translations/braid_catalogue_zh_CN.ts, kept by hand because no source of the program names them.
namespace braid::session {

[[nodiscard]] QString scenarioTitle(const Scenario& scenario);
/// The same of a run whose scenario is not at hand: a copy of one, say, which may have a title of its own.
[[nodiscard]] QString scenarioTitle(const QString& title);
[[nodiscard]] QString familyName(const QString& family);
[[nodiscard]] QString parameterLabel(const Parameter& parameter);
[[nodiscard]] QString choiceName(const QString& choice);
[[nodiscard]] QString presetName(const QString& preset);
[[nodiscard]] QString chartLabel(const Chart& chart);
/// What the lines of a chart run over; may be empty.
[[nodiscard]] QString acrossLabel(const Chart& chart);
/// "finished", "deadlock" … as model::nameOf names an outcome.
[[nodiscard]] QString outcomeWord(const QString& outcome);
/// The same of the run in `model`; where its process ended badly, in which way: "killed", "crashed" or "failed".
[[nodiscard]] QString outcomeWord(const model::Model& model);
/// The heading of the kind of finding that analysis::findingName names.
[[nodiscard]] QString findingWord(const QString& kind);
/// A finding's kind as a heading: "Deadlock".
[[nodiscard]] QString findingTitle(analysis::FindingKind kind);
/// A hint's kind as a heading: "Lock order".
[[nodiscard]] QString hintTitle(analysis::HintKind kind);
/// `sentence` of a finding without its kind's heading, where it begins with it: "Deadlock: T1 waits …" becomes "T1 waits …".
[[nodiscard]] QString withoutTitle(analysis::FindingKind kind, const QString& sentence);
/// What is behind the title of a scenario whose program in Python was run: " (Python 3.11.2)"; empty for all others.
[[nodiscard]] QString languageSuffix(const Run& run);
/// The scenario's title, with languageSuffix(), or the file's name.
[[nodiscard]] QString runTitle(const Run& run);
/// What a comparison of two runs begins with where they are of different scenarios, called `first` and `second`.
[[nodiscard]] QString differentScenarios(const QString& first, const QString& second);

} // namespace braid::session
