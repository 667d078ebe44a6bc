#pragma once

#include "app/session/language.h"
#include "app/views/base/appearance.h"

#include <QObject>
#include <vector>

class QAction;
class QMainWindow;
class QMenu;

namespace braid::views {

class Actions;
class Dock;

/// The menu bar. Owns the choices of theme and language; everything else is in Actions.
class MainMenu : public QObject {
    Q_OBJECT
public:
    MainMenu(QMainWindow& window, Actions& actions, const std::vector<Dock*>& docks, Appearance& appearance,
             session::Language& language);

    /// The submenu of files that were opened lately, in the file menu.
    [[nodiscard]] QMenu* recentMenu() const { return m_recent; }

    /// Words anew, in the present language.
    void dress();

private:
    QMenu *m_file, *m_recent, *m_run, *m_view, *m_go, *m_help, *m_panes, *m_theme, *m_languages, *m_code;
    std::vector<QAction*> m_schemes;
    std::vector<QAction*> m_languageChoices;
};

} // namespace braid::views
