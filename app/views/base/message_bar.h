#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace braid::views {

class Appearance;

/// One sentence about something that did not work, until it is closed or the next one comes.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(Appearance& appearance, QWidget* parent = nullptr);

    /// `what` in the window's language; `why` as it came, may be empty.
    void say(const QString& what, const QString& why = {});

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();
    Appearance& m_appearance;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_close;
};

} // namespace braid::views
