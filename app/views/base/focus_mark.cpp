#include "app/views/base/focus_mark.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QSlider>
#include <QTabBar>

namespace braid::views {
namespace {

/// Lies over all of its parent.
class Frame : public QWidget {
public:
    explicit Frame(QWidget& target) : QWidget(&target) {
        setObjectName("focusFrame");
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        setGeometry(target.rect());
        target.installEventFilter(this);
        raise();
        QWidget::show();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setPen(QPen(palette().color(QPalette::Highlight), Thickness, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        constexpr double Half = Thickness / 2.0;
        painter.drawRect(QRectF(rect()).adjusted(Half, Half, -Half, -Half));
    }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Resize)
            setGeometry(parentWidget()->rect());
        return false;
    }

private:
    static constexpr int Thickness = 2;
};

bool marksItself(const QWidget& widget) {
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
           qobject_cast<const QAbstractSpinBox*>(&widget) || qobject_cast<const QComboBox*>(&widget) ||
           qobject_cast<const QSlider*>(&widget) || qobject_cast<const QTabBar*>(&widget) ||
           qobject_cast<const QMenuBar*>(&widget) || qobject_cast<const QMenu*>(&widget) || widget.isWindow();
}

} // namespace

FocusMark::FocusMark(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

FocusMark::~FocusMark() { delete m_frame; }

bool FocusMark::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::FocusOut && m_frame && m_frame->parent() == object) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) // it comes back
            delete m_frame;
    } else if (event->type() == QEvent::MouseButtonPress) {
        delete m_frame;
    } else if (event->type() == QEvent::FocusIn && object->isWidgetType()) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        auto& widget = static_cast<QWidget&>(*object);
        const bool byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        if (byKey && !marksItself(widget))
            show(widget);
    }
    return false;
}

void FocusMark::show(QWidget& target) {
    delete m_frame;
    m_frame = new Frame(target);
}

} // namespace braid::views
