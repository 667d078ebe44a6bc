#pragma once

#include <QObject>
#include <QPoint>
#include <QPointer>

#include <functional>

class QTabBar;

namespace braid::views {

class Dock;

/// Tears a pane off its tabs where its tab is dragged away from them: it becomes a window of its own under the pointer. Along the tabs a
/// drag changes their order, as ever. Belongs to the bar that it watches.
class TabDrag : public QObject {
public:
    /// `dockOf`: the pane of a tab, or nullptr.
    TabDrag(QTabBar& bar, std::function<Dock*(int tab)> dockOf);

    /// So many pixels away from its bar a tab is torn off.
    static constexpr int Away = 36;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTabBar& m_bar;
    std::function<Dock*(int)> m_dockOf;
    QPointer<Dock> m_dragged;
};

} // namespace braid::views
