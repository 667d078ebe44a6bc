#pragma once

#include <QTextBrowser>

namespace braid::views {

class Appearance;

/// The card of a scenario: Markdown from :/cards/<language>/<id>.md, in English where the language has none.
class CardPane : public QTextBrowser {
    Q_OBJECT
public:
    CardPane(Appearance& appearance, QWidget* parent = nullptr);

    /// `language` as in session::Language::code(). An empty id empties the pane.
    void showCard(const QString& id, const QString& language);

signals:
    void scenarioRequested(const QString& id); ///< a link to another card was followed

protected:
    void changeEvent(QEvent* event) override;

private:
    void refill();
    Appearance& m_appearance;
    QString m_id, m_language;
};

} // namespace braid::views
