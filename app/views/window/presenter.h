#pragma once

#include "app/views/window/panes.h"

#include <QObject>

class QMainWindow;
class QShortcut;

namespace braid::views {

class Actions;
class Appearance;
class Layouts;

/// Presenter mode: the whole screen, larger type, the layout for presenting. Esc (or its key again) leaves it, and
/// everything is as it was. GUI thread only.
class Presenter : public QObject {
    Q_OBJECT
public:
    Presenter(QMainWindow& window, Actions& actions, Appearance& appearance, Layouts& layouts);

    [[nodiscard]] bool on() const { return m_on; }
    void set(bool on);

private:
    QMainWindow& m_window;
    Actions& m_actions;
    Appearance& m_appearance;
    Layouts& m_layouts;
    QShortcut* m_escape;
    bool m_on = false;
    bool m_wasFull = false;
    Layout m_before = Layout::Watch;
};

} // namespace braid::views
