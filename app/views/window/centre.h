#pragma once

#include <QStackedWidget>

namespace braid::views {

class Actions;
class LaneArea;
class RunSession;
class StartPage;

/// The middle of the window: the start page where there is no run to look at or where it is asked for, else the lanes.
/// Connects the action for the start page. GUI thread only.
class Centre : public QStackedWidget {
    Q_OBJECT
public:
    /// Takes `start` and `lanes` as its children.
    Centre(RunSession& session, Actions& actions, StartPage& start, LaneArea& lanes, QWidget* parent = nullptr);

signals:
    void turned(bool toStart); ///< a person asked for the start page, or left it

private:
    void turn(bool toStart);
    void choose();

    RunSession& m_session;
    Actions& m_actions;
    StartPage& m_start;
    LaneArea& m_lanes;
    bool m_lanesAwaitKeys = false; ///< a run is to be read before they are shown; then they have the keyboard
};

} // namespace braid::views
