#include "app/views/window/tab_drag.h"

#include "app/views/base/dock.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QScreen>
#include <QTabBar>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace braid::views {
namespace {

constexpr int Grip = 120; ///< pixels from the left end of the window to where the pointer holds it

} // namespace

TabDrag::TabDrag(QTabBar& bar, std::function<Dock*(int)> dockOf) : QObject(&bar), m_bar(bar), m_dockOf(std::move(dockOf)) {
    bar.installEventFilter(this);
}

bool TabDrag::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        m_dragged = mouse->button() == Qt::LeftButton ? m_dockOf(m_bar.tabAt(mouse->position().toPoint())) : nullptr;
    } else if (event->type() == QEvent::MouseButtonRelease) {
        m_dragged = nullptr;
    } else if (event->type() == QEvent::MouseMove && m_dragged) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (m_bar.rect().adjusted(-Away, -Away, Away, Away).contains(mouse->position().toPoint()))
            return QObject::eventFilter(watched, event);
        const QPointer<Dock> torn = std::exchange(m_dragged, nullptr);
        const QPoint at = mouse->globalPosition().toPoint();
        // The bar has done with its own drag before the tab goes.
        QMouseEvent release(QEvent::MouseButtonRelease, mouse->position(), mouse->globalPosition(), Qt::LeftButton, Qt::NoButton, mouse->modifiers());
        QCoreApplication::sendEvent(&m_bar, &release);
        QTimer::singleShot(0, torn, [torn, at] {
            torn->setFloating(true);
            // By its beginning, and all of it on the screen.
            QPoint place = at - QPoint(std::min(torn->width() / 2, Grip), Away / 2);
            if (const QScreen* screen = QGuiApplication::screenAt(at)) {
                const QRect room = screen->availableGeometry();
                place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - torn->width())));
            }
            torn->move(place);
            torn->show();
            torn->raise();
        });
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace braid::views
