#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace braid::views {

class Appearance;
class RunSession;

/// The sentence above the timeline that says at once that the run is stuck or has failed. The gravest finding wins;
/// lost updates and the like are left to the list.
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

private:
    void consider(int index);
    void clear();
    void write();
    RunSession& m_session;
    Appearance& m_appearance;
    QLabel* m_icon;
    QLabel* m_headline;
    QLabel* m_sentence;
    QPushButton* m_show;
    QToolButton* m_close;
    int m_finding = -1;
};

} // namespace braid::views
