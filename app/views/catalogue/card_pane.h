#pragma once

#include "app/session/catalogue.h"

#include <QTextBrowser>

namespace braid::views {

class Appearance;

/// The card of a scenario: Markdown from :/cards/<language>/<id>.md with the programs it names, in English where the language has none. Where there is none
/// at all: what the scenario says of itself, and that there is no card.
class CardPane : public QTextBrowser {
    Q_OBJECT
public:
    CardPane(Appearance& appearance, QWidget* parent = nullptr);

    /// `language` as in session::Language::code(). nullptr empties the pane.
    void showCard(const session::Scenario* scenario, const QString& language);
    /// Something else than a card of a scenario, until the next one is shown.
    void showText(const QString& html);

signals:
    void scenarioRequested(const QString& id); ///< a link to another card was followed

protected:
    void changeEvent(QEvent* event) override;

private:
    void refill();
    Appearance& m_appearance;
    QString m_id, m_language;
    QString m_title, m_about; ///< what the scenario says of itself
    QString m_text;           ///< of showText(); empty while a card is shown
};

} // namespace braid::views
