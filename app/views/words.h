#pragma once

#include "app/session/catalogue.h"
#include "app/session/run.h"
#include "engine/model/model.h"

#include <QString>
#include <string_view>

/// What comes from braid-host in English, in the language of the window. The translations stand in
/// resources/translations/braid_catalogue_zh_CN.ts, kept by hand because no source of the window names them.
namespace braid::views {

/// The model's names, in UTF-8, as the window's.
[[nodiscard]] inline QString toQt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
[[nodiscard]] QString scenarioTitle(const session::Scenario& scenario);
[[nodiscard]] QString familyName(const QString& family);
[[nodiscard]] QString parameterLabel(const session::Parameter& parameter);
[[nodiscard]] QString choiceName(const QString& choice);
[[nodiscard]] QString presetName(const QString& preset);
[[nodiscard]] QString chartLabel(const session::Chart& chart);
/// "finished", "deadlock" … as model::nameOf names an outcome.
[[nodiscard]] QString outcomeWord(const QString& outcome);
/// The heading of the kind of finding that analysis::findingName names.
[[nodiscard]] QString findingWord(const QString& kind);
/// A finding's kind as a heading: "Deadlock".
[[nodiscard]] QString findingTitle(int kind);
/// The finding's sentence without its heading, where it begins with it: "Deadlock: T1 waits …" becomes "T1 waits …".
[[nodiscard]] QString findingSentence(const analysis::Finding& finding);
/// "threads = 10 · sleep = 1 s": what the run was started with. `scenario` knows the units; may be nullptr.
[[nodiscard]] QString parametersLine(const session::Run& run, const session::Scenario* scenario);
/// The text of a menu or an action without the key that Alt takes to it: "&File" becomes "File", "文件(&F)" becomes "文件".
[[nodiscard]] QString withoutMnemonic(QString text);
/// A moment for people: "1.204 s", "12.3 ms".
[[nodiscard]] QString momentText(model::Nanos time);

} // namespace braid::views
