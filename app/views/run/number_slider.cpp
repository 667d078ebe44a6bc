#include "app/views/run/number_slider.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>

namespace braid::views {
namespace {
constexpr int TickHeight = 4, Handle = 14; ///< pixels; the handle's width is the style sheet's
}

NumberSlider::NumberSlider(const ValueScale& scale, QWidget* parent) : QSlider(Qt::Horizontal, parent), m_ticks(scale.decades()) {
    setRange(0, ValueScale::Steps);
    setSingleStep(ValueScale::Steps / 100);
    setPageStep(ValueScale::Steps / 10);
}

void NumberSlider::paintEvent(QPaintEvent* event) {
    // Qt draws no ticks under a slider that a style sheet dresses.
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Dark : QPalette::Mid));
    const int room = width() - Handle;
    for (const int tick : m_ticks) {
        const int x = Handle / 2 + QStyle::sliderPositionFromValue(minimum(), maximum(), tick, room);
        painter.drawLine(x, height() - TickHeight, x, height() - 1);
    }
    painter.end();
    QSlider::paintEvent(event);
}

} // namespace braid::views
