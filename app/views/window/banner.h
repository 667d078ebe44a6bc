#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace braid::views {

class Appearance;
class ElidedLabel;
class RunSession;

/// The sentence above the timeline that says at once that the run is stuck or has failed. The gravest finding wins;
/// lost updates and the like are left to the list. It takes two lines at most: the cause first, then the waits; the whole sentence is its
/// tooltip and in the list. A click on it leads to the finding.
class Banner : public QFrame {
    Q_OBJECT
public:
    Banner(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    /// The finding shown; -1: none.
    [[nodiscard]] int finding() const { return m_finding; }

signals:
    void appeared(int finding); ///< the moment it became visible

protected:
    void changeEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void goThere();
    void consider(int index);
    void clear();
    void write();
    RunSession& m_session;
    Appearance& m_appearance;
    QLabel* m_icon;
    QLabel* m_headline;
    ElidedLabel* m_sentence;
    QPushButton* m_show;
    QToolButton* m_close;
    int m_finding = -1;
};

} // namespace braid::views
