#include "app/views/base/plain_labels.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace braid::views {

namespace {
void makePlain(QLabel& label) {
    if (label.textFormat() == Qt::AutoText && !label.inherits("QTipLabel"))
        label.setTextFormat(Qt::PlainText);
}
} // namespace

PlainLabels::PlainLabels(QObject* parent) : QObject(parent) {
    for (QLabel* label : parent->findChildren<QLabel*>()) // those that were measured while they were made are polished already
        makePlain(*label);
    qApp->installEventFilter(this);
}

bool PlainLabels::eventFilter(QObject* object, QEvent* event) {
    // Polished before it is measured or drawn for the first time: until then no label has read its markup.
    if (event->type() == QEvent::Polish)
        if (auto* label = qobject_cast<QLabel*>(object))
            makePlain(*label);
    return QObject::eventFilter(object, event);
}

} // namespace braid::views
