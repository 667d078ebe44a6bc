#include "app/views/plain_labels.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace braid::views {

PlainLabels::PlainLabels(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool PlainLabels::eventFilter(QObject* object, QEvent* event) {
    // Polished before it is measured or drawn for the first time: until then no label has read its markup.
    if (event->type() == QEvent::Polish)
        if (auto* label = qobject_cast<QLabel*>(object); label && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel"))
            label->setTextFormat(Qt::PlainText);
    return QObject::eventFilter(object, event);
}

} // namespace braid::views
