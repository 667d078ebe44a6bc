#pragma once

#include "app/render/rows/view_state.h"

#include <QObject>

class QAction;

namespace braid::views {

class Actions;
class RunSession;
class TimelineView;

/// What is looked at, and how: which stretch of time, how tall the lanes are, what is drawn of them, where one has been.
/// Connects the actions of that group with the shared ViewState and keeps them enabled as they apply. GUI thread only.
class ViewTools : public QObject {
    Q_OBJECT
public:
    ViewTools(RunSession& session, Actions& actions, TimelineView& timeline, QObject* parent);

private:
    void connectRange();
    void connectRows();
    void flag(QAction& action, bool render::ViewState::*member);
    void deselect();
    void enable();

    RunSession& m_session;
    Actions& m_actions;
    TimelineView& m_timeline;
};

} // namespace braid::views
