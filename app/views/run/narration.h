#pragma once

#include <QFrame>
#include <QTimer>

class QAction;
class QLabel;

namespace braid::views {

class Actions;
class RunSession;

/// The line above the timeline in which stepping is told: what the last operation did and what comes next. It stands there while a run is
/// paused and while one steps through a run that is over; anything else said here goes after a while. GUI thread only.
class Narration : public QFrame {
    Q_OBJECT
public:
    Narration(RunSession& session, const Actions& actions, QWidget* parent = nullptr);

    /// Says `sentence` until the run goes on, or another run comes.
    void say(const QString& sentence);
    [[nodiscard]] QString said() const;

private:
    void look();

    RunSession& m_session;
    QLabel* m_sentence;
    QTimer m_passing; ///< for what is said while the run goes on
};

} // namespace braid::views
