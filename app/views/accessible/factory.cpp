#include "app/views/accessible/factory.h"

#include "app/views/accessible/scene_accessible.h"
#include "app/views/accessible/scene_source.h"

#include <QAccessible>

namespace braid::views {
namespace {

/// Qt asks for the name of an object's class, then of its base classes, until some factory knows it.
QAccessibleInterface* makeInterface(const QString& className, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    if (widget && className == QLatin1String("QToolBar")) // Qt's own keeps the title it had at first, in whatever language
        return new QAccessibleWidget(widget, QAccessible::ToolBar);
    if (!widget || !className.startsWith(QLatin1String("braid::views::")))
        return nullptr;
    if (auto* source = dynamic_cast<SceneSource*>(widget))
        return new SceneAccessible(static_cast<QAbstractScrollArea*>(widget), *source);
    if (className == QLatin1String("braid::views::Banner") || className == QLatin1String("braid::views::MessageBar"))
        return new QAccessibleWidget(widget, QAccessible::AlertMessage);
    return nullptr;
}

} // namespace

SceneSource::SceneSource() { installAccessibility(); }

void installAccessibility() { QAccessible::installFactory(makeInterface); }

} // namespace braid::views
