#pragma once

#include "app/views/window/panes.h"

#include <QByteArray>
#include <QObject>
#include <array>
#include <vector>

class QMainWindow;
class QSettings;
class QToolBar;

namespace braid::views {

class Actions;

/// The arrangements of the window by task: one is on, each keeps what the person made of it, for a roomy and for a compact window
/// apart (see RoomyWidth). Panes that only a run fills stay closed until there has been one. GUI thread only.
class Layouts : public QObject {
    Q_OBJECT
public:
    /// The actions for them are connected here.
    Layouts(QMainWindow& window, Panes& panes, Actions& actions);

    [[nodiscard]] Layout current() const { return m_current; }
    /// The window is narrow: a rail opens the panes.
    [[nodiscard]] bool compact() const { return m_compact; }
    void use(Layout layout);
    /// The present one as it stands at first, for the present width.
    void reset();
    /// The first run has begun.
    void beginRun();

    /// What was made of each, and which one was on. A state saved with other panes is not taken over.
    void save(QSettings& settings);
    /// `width`: of the window as it will be seen (pixels).
    void restore(const QSettings& settings, int width);

signals:
    void changed(); ///< another one is on

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void apply(int width);
    void adapt(); ///< to the window's width
    [[nodiscard]] QByteArray& kept();
    void holdBack();
    [[nodiscard]] QByteArray state();
    [[nodiscard]] int version() const;

    QMainWindow& m_window;
    Panes& m_panes;
    Actions& m_actions;
    Layout m_current = Layout::Watch;
    std::array<QByteArray, 2 * LayoutCount> m_states; ///< roomy and compact by turns; empty: as at first
    QToolBar* m_rail;                                 ///< of a compact window
    bool m_compact = false;
    std::vector<Dock*> m_waiting; ///< open as soon as there is a run
    bool m_ran = false;
};

} // namespace braid::views
