#pragma once

#include "app/session/replay.h"
#include "app/views/cursor/bookmark_keeper.h"
#include "app/views/cursor/steps.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace braid::views {

class Actions;
class CursorBar;
class RunSession;

/// All that moves the one time cursor of a window: stepping, bookmarks, replay. Connects the actions of that group with
/// the session; makes the bar below the timeline and the menus that list bookmarks and speeds.
class CursorTools : public QObject {
    Q_OBJECT
public:
    /// `window` has its menu "menu.go" already, if it wants the lists of bookmarks and speeds in it.
    CursorTools(QMainWindow& window, RunSession& session, Actions& actions);

    /// To be laid out by the window.
    [[nodiscard]] CursorBar* bar() const { return m_bar; }
    [[nodiscard]] session::Replay& replay() { return m_replay; }

signals:
    void stepped(model::EventIndex event);        ///< the cursor went on to that event, or back
    void nothingFurther(const QString& sentence); ///< asked to go on where nothing follows

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectSteps();
    void connectBookmarks();
    void connectFindings();
    void connectReplay();
    void listBookmarks();
    void enable();
    void retranslate();
    /// False where `change` says that there is nothing further.
    template <class Change>
    bool move(Change change);
    template <class Change>
    void goOn(Change change, model::Direction direction);
    void tellNothingFurther(model::Direction direction);

    QMainWindow& m_window;
    RunSession& m_session;
    Actions& m_actions;
    session::Replay m_replay;
    BookmarkKeeper m_keeper;
    CursorBar* m_bar;
    QMenu* m_bookmarks = nullptr;
    QMenu* m_speeds = nullptr;
    std::optional<render::ViewState> m_stepped; ///< where the last step led to: one row of steps is one place in the history
};

} // namespace braid::views
