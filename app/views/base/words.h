#pragma once

#include "app/render/scene/plain_text.h"
#include "app/render/scene/shown_name.h"
#include "app/session/catalogue.h"
#include "app/session/run/run.h"
#include "app/session/words.h"
#include "engine/model/model.h"

#include <QString>
#include <string_view>

/// Words that several parts of the window say.
namespace braid::views {

/// The model's names, in UTF-8, as the window's: plain, see app/render/scene/plain_text.h.
[[nodiscard]] inline QString toQt(std::string_view text) { return render::textOf(text); }
/// The same of several lines: their ends and tabs stay.
[[nodiscard]] QString plainLines(std::string_view text);
/// `text`, of one or more lines, as a tool tip that shows it letter by letter; Qt would read what looks like markup as such.
[[nodiscard]] QString plainTip(const QString& text);
/// `text` as a sentence: it begins with a capital letter and has a full stop.
[[nodiscard]] QString asSentence(QString text);
/// Sentences one after the other; empty ones are left out.
[[nodiscard]] QString joinedSentences(const QString& first, const QString& second);
/// `text` for a menu or a button, where an ampersand marks a key.
[[nodiscard]] QString withAmpersands(QString text);
using session::chartLabel;
using session::choiceName;
using session::familyName;
using session::findingTitle;
using session::findingWord;
using session::outcomeWord;
using session::parameterLabel;
using session::presetName;
using session::scenarioTitle;
/// The finding's sentence without its heading, where it begins with it: "Deadlock: T1 waits …" becomes "T1 waits …".
[[nodiscard]] QString findingSentence(const analysis::Finding& finding);
/// The text of a menu or an action without the key that Alt takes to it: "&File" becomes "File", "文件(&F)" becomes "文件".
[[nodiscard]] QString withoutMnemonic(QString text);
/// "100 runs".
[[nodiscard]] QString runsText(int count);
/// "1,517".
[[nodiscard]] QString countText(std::uint64_t count);
/// A moment as text: "1.204 s", "12.3 ms".
[[nodiscard]] QString momentText(model::Nanos time);

} // namespace braid::views
