#pragma once

#include <QString>

/// What the cards of resources/cards say.
namespace braid::views {

/// The card's Markdown, in the language the window speaks (see QLocale's default); empty where there is none.
[[nodiscard]] QString cardText(const QString& scenarioId);
/// The same in `language`, "en" or "zh_CN", with its programs.
[[nodiscard]] QString cardText(const QString& scenarioId, const QString& language);

/// Markdown in which the lines that are nothing but a link to a program in scenarios/python/ are that program, from :/source/:
/// [scenarios/python/event.py](../../../scenarios/python/event.py), or with #foo,bar behind it those functions and classes. Any other
/// reader of Markdown has the link.
[[nodiscard]] QString withPrograms(const QString& markdown);
/// The functions and classes called `names` of a program in Python, in that order, whole; all of it where there are no names. Empty where
/// one is missing.
[[nodiscard]] QString partOf(const QString& program, const QStringList& names);
/// What the scenario shows, in one line: the first sentence of the card's first section, without Markdown's marks.
[[nodiscard]] QString cardSummary(const QString& markdown);

} // namespace braid::views
