#pragma once

#include "app/session/verdict.h"

#include <QFrame>
#include <optional>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace braid::views {

class Appearance;
class ElidedLabel;
class RunSession;

/// The sentence above the timeline that says what came of the run, or at once that it is stuck or has failed: the gravest finding,
/// else how it ended, and whether that was expected. Where all went well it is one thin line. It takes two lines at most: the cause first, then
/// the waits; the whole sentence is its tooltip and, of a finding, in the list. A click on it leads to the finding. Where the timeline opened on a part of the run,
/// it says so and how to see all of it.
class Banner : public QFrame {
    Q_OBJECT
public:
    /// `whole` shows the whole run.
    Banner(RunSession& session, Appearance& appearance, QAction& whole, QWidget* parent = nullptr);

    /// The finding shown; -1: none.
    [[nodiscard]] int finding() const { return m_shown && m_shown->finding ? static_cast<int>(*m_shown->finding) : -1; }
    /// What it says; nothing where it says nothing.
    [[nodiscard]] const std::optional<session::Verdict>& shown() const { return m_shown; }

signals:
    void appeared(int finding); ///< the moment it became visible
    void changed();             ///< it says something else, or nothing

protected:
    void changeEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void goThere();
    void consider();
    void clear();
    void write();
    void tellPart();
    void fit();
    RunSession& m_session;
    Appearance& m_appearance;
    QAction& m_wholeAction;
    QLabel* m_icon;
    QLabel* m_headline;
    ElidedLabel* m_sentence;
    QToolButton* m_whole;
    QPushButton* m_show;
    QToolButton* m_close;
    std::optional<session::Verdict> m_shown;
    QString m_closed; ///< the headline that the person closed: it does not come again
};

} // namespace braid::views
