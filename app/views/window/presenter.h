#pragma once

#include "app/views/window/panes.h"

#include <QObject>
#include <QPointer>
#include <vector>

class QLabel;
class QMainWindow;
class QShortcut;
class QToolButton;
class QWidget;

namespace braid::views {

class Actions;
class Appearance;
class Layouts;
class RunSession;
class Setup;

/// Presenter mode: the whole screen, everything at twice the size, and only what the hall shall see: the title, the picture, the
/// sentence above it, the charts where they are what the run was for, and large controls. All that is around it is hidden until it is asked for (More). Esc (or its key again) leaves
/// the mode, and everything is as it was. GUI thread only.
class Presenter : public QObject {
    Q_OBJECT
public:
    Presenter(QMainWindow& window, Actions& actions, Appearance& appearance, Layouts& layouts, Panes& panes, RunSession& session, Setup& setup);

    [[nodiscard]] bool on() const { return m_on; }
    void set(bool on);

    /// The title, to be laid out above the picture, and the controls, below it; hidden while the mode is off.
    [[nodiscard]] QWidget* head() const { return m_head; }
    [[nodiscard]] QWidget* controls() const { return m_controls; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void hideAround();
    void showAround();
    void showMore(bool more);
    void changePace(double factor);
    void retell();
    /// The charts, where they are what the run was for.
    void showStory();

    QMainWindow& m_window;
    Actions& m_actions;
    Appearance& m_appearance;
    Layouts& m_layouts;
    Panes& m_panes;
    RunSession& m_session;
    Setup& m_setup;
    QShortcut* m_escape;
    QWidget *m_head, *m_controls;
    QLabel *m_title, *m_parameters;
    QToolButton *m_slower, *m_faster, *m_more;
    std::vector<QPointer<QWidget>> m_hidden; ///< what was there before and is not now
    bool m_on = false;
    bool m_wasFull = false;
    bool m_storyBefore = false; ///< the charts stood there before the mode was entered
    Layout m_before = Layout::Watch;
};

} // namespace braid::views
