#pragma once

#include <QString>

/// What the cards of resources/cards say.
namespace braid::views {

/// The card's Markdown, in the language the window speaks (see QLocale's default); empty where there is none.
[[nodiscard]] QString cardText(const QString& scenarioId);
/// What the scenario shows, in one line: the first sentence of the card's first section, without Markdown's marks.
[[nodiscard]] QString cardSummary(const QString& markdown);

} // namespace braid::views
