#pragma once

#include "app/render/scene/scene.h"

#include <QObject>
#include <QPoint>

class QMenu;
class QWidget;

namespace braid::views {

class Actions;
class RunSession;

/// What can be done with a bar, an object, a finding or a line of the console: one menu for all panes, by what the tag
/// names. GUI thread only.
class ContextMenus : public QObject {
    Q_OBJECT
public:
    ContextMenus(QWidget& window, RunSession& session, Actions& actions);

    /// Opens the menu for `tag` at `globalPos`; nothing where there is nothing to do with it. Lane headers are left to
    /// the views of lanes.
    void show(const render::Tag& tag, QPoint globalPos);
    /// The menu that show() opens, for the caller to delete; nullptr where there is none.
    [[nodiscard]] QMenu* make(const render::Tag& tag);

signals:
    void sourceRequested(); ///< of the event that is selected now

private:
    QWidget& m_window;
    RunSession& m_session;
    Actions& m_actions;
};

} // namespace braid::views
