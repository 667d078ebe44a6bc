#include "app/views/window/pane_rail.h"

#include "app/views/base/dock.h"
#include "app/views/window/panes.h"

#include <QAction>
#include <QEvent>
#include <QToolButton>

namespace braid::views {

PaneRail::PaneRail(const Panes& panes, QWidget* parent) : QToolBar(parent) {
    setObjectName("paneRail");
    setMovable(false);
    setIconSize({18, 18});
    setContextMenuPolicy(Qt::PreventContextMenu);
    bool below = false;
    for (const PanePlace& place : panes.places()) {
        if (std::exchange(below, place.group == Group::Bottom) != below)
            addSeparator(); // from here on they open below
        addAction(place.dock->openAction());
        widgetForAction(place.dock->openAction())->setFocusPolicy(Qt::TabFocus);
    }
    retranslate();
}

void PaneRail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolBar::changeEvent(event);
}

void PaneRail::retranslate() {
    setWindowTitle(tr("Panes"));
    setAccessibleName(windowTitle());
}

} // namespace braid::views
