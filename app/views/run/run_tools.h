#pragma once

#include <QObject>

namespace braid::views {

class Actions;
class RepeatSession;
class RunSession;
class Setup;

/// What a run can be told: start, stop, pause, step, repeat. Connects the actions of that group with the session and keeps
/// them enabled as they apply. GUI thread only.
class RunTools : public QObject {
    Q_OBJECT
public:
    RunTools(RunSession& session, RepeatSession& repeat, Setup& setup, Actions& actions, QObject* parent);

signals:
    void told(const QString& sentence); ///< why an action did nothing, or what comes next

private:
    void tellPaused();
    void step();
    void stepLane();
    void enable();

    RunSession& m_session;
    RepeatSession& m_repeat;
    Setup& m_setup;
    Actions& m_actions;
};

} // namespace braid::views
