#include "app/views/statistics/in_sight.h"

#include <QDockWidget>
#include <QEvent>
#include <QTimer>

namespace braid::views {

InSight::InSight(QWidget& pane) : QObject(&pane), m_pane(pane) { pane.installEventFilter(this); }

// Qt moves the docks behind a tab out of sight instead of hiding them.
bool InSight::now() const { return m_pane.isVisible() && !m_pane.visibleRegion().isEmpty(); }

void InSight::tell() {
    // Where everything lies is only known when the layout is done.
    QTimer::singleShot(0, this, [this] {
        if (now())
            emit came();
    });
}

bool InSight::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show) {
        for (QWidget* outer = m_pane.parentWidget(); outer; outer = outer->parentWidget())
            if (auto* dock = qobject_cast<QDockWidget*>(outer))
                connect(dock, &QDockWidget::visibilityChanged, this, &InSight::tell, Qt::UniqueConnection);
        tell();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace braid::views
