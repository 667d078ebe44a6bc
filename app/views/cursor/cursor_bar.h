#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace braid::session {
class Replay;
}

namespace braid::views {

class Actions;
class ElidedLabel;
class RunSession;

/// Below the timeline: steps, replay and its speed, where the cursor is and what happened there.
class CursorBar : public QWidget {
    Q_OBJECT
public:
    CursorBar(RunSession& session, session::Replay& replay, const Actions& actions, QWidget* parent = nullptr);

    /// The type is another one: the clock follows it.
    void fit();

    /// It is not seen even while there is a run.
    void withhold(bool withheld);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void retranslate();
    RunSession& m_session;
    session::Replay& m_replay;
    QComboBox* m_speed;
    QLabel* m_time;
    ElidedLabel* m_sentence;
    bool m_withheld = false;
};

} // namespace braid::views
