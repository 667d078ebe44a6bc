#include "app/render/paint/paint_marks.h"

#include "app/render/paint/rect_batch.h"

#include <QPainter>

#include <initializer_list>

namespace braid::render {
namespace {

constexpr float SmallestRimmed = 5; ///< smaller squares have no rim

void paintMark(QPainter& painter, const Mark& mark, const Theme& theme) {
    const QColor color = theme.color(mark.ink);
    const QColor ground = theme.color(Role::Background);
    const double r = mark.size / 2.0;
    const QPointF c = mark.center;
    painter.setRenderHint(QPainter::Antialiasing, true);
    // A rim in the ground's colour parts the sign from the bar below it.
    const QPen rim(ground, 1);
    const auto polygon = [&](std::initializer_list<QPointF> points) {
        painter.setPen(rim);
        painter.setBrush(color);
        painter.drawPolygon(points.begin(), static_cast<int>(points.size()));
    };
    switch (mark.glyph) {
    case Glyph::TriangleDown:
        polygon({c + QPointF(-r, -r * 0.7), c + QPointF(r, -r * 0.7), c + QPointF(0, r * 0.8)});
        break;
    case Glyph::TriangleRight:
        polygon({c + QPointF(-r * 0.7, -r), c + QPointF(-r * 0.7, r), c + QPointF(r * 0.8, 0)});
        break;
    case Glyph::TriangleUp:
        polygon({c + QPointF(-r, r * 0.8), c + QPointF(r, r * 0.8), c + QPointF(0, -r)});
        break;
    case Glyph::Circle:
        painter.setPen(QPen(color, 2));
        painter.setBrush(ground);
        painter.drawEllipse(c, r - 1, r - 1);
        break;
    case Glyph::Token:
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(c, r - 1, r - 1);
        break;
    case Glyph::Disc:
        painter.setPen(rim);
        painter.setBrush(color);
        painter.drawEllipse(c, r, r);
        break;
    case Glyph::Square:
        painter.setPen(mark.size < SmallestRimmed ? QPen(Qt::NoPen) : rim);
        painter.setBrush(color);
        painter.drawRect(QRectF(c.x() - r + 0.5, c.y() - r + 0.5, 2 * r - 1, 2 * r - 1));
        break;
    case Glyph::Flag:
        polygon({c + QPointF(-r, -r), c + QPointF(r, -r * 0.4), c + QPointF(-r * 0.5, r * 0.2), c + QPointF(-r * 0.5, r),
                 c + QPointF(-r, r)});
        break;
    case Glyph::Cross:
        painter.setBrush(Qt::NoBrush);
        for (const QPen& pen : {QPen(ground, 4.5, Qt::SolidLine, Qt::RoundCap), QPen(color, 2.5, Qt::SolidLine, Qt::RoundCap)}) {
            painter.setPen(pen);
            painter.drawLine(c + QPointF(-r, -r) * 0.8, c + QPointF(r, r) * 0.8);
            painter.drawLine(c + QPointF(-r, r) * 0.8, c + QPointF(r, -r) * 0.8);
        }
        break;
    case Glyph::Hourglass:
        polygon({c + QPointF(-r, -r), c + QPointF(r, -r), c + QPointF(-r, r), c + QPointF(r, r)});
        break;
    case Glyph::Bolt:
        polygon({c + QPointF(r * 0.3, -r), c + QPointF(-r * 0.8, r * 0.2), c + QPointF(-r * 0.05, r * 0.2),
                 c + QPointF(-r * 0.3, r), c + QPointF(r * 0.8, -r * 0.2), c + QPointF(r * 0.05, -r * 0.2)});
        break;
    case Glyph::EndCap:
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRectF(c.x() - 1, c.y() - r, 2, 2 * r), color);
        break;
    }
}

/// Squares come by the thousand: those that follow each other are filled at once, their rims first.
class Squares {
public:
    Squares(QPainter& painter, const Theme& theme)
        : m_ground(theme.color(Role::Background)), m_rims(painter, theme, true), m_insides(painter, theme, true) {}

    /// False where `mark` is another sign or does not lie on whole pixels.
    bool add(const Mark& mark) {
        const double r = mark.size / 2.0;
        const bool rimmed = mark.size >= SmallestRimmed;
        const double inset = rimmed ? 0 : 0.5;
        const QRectF outer(mark.center.x() - r + inset, mark.center.y() - r + inset, 2 * (r - inset), 2 * (r - inset));
        if (mark.glyph != Glyph::Square || !whole(outer))
            return false;
        if (rimmed)
            m_rims.add(outer, m_ground);
        m_insides.add(rimmed ? outer.adjusted(1, 1, -1, -1) : outer, m_insides.color(mark.ink));
        return true;
    }
    void flush() {
        m_rims.flush();
        m_insides.flush();
    }

private:
    QColor m_ground;
    RectBatch m_rims, m_insides;
};

} // namespace

void paintMarks(QPainter& painter, const std::vector<const Mark*>& marks, const Theme& theme) {
    Squares squares(painter, theme);
    for (const Mark* mark : marks) {
        if (squares.add(*mark))
            continue;
        squares.flush();
        paintMark(painter, *mark, theme);
    }
    squares.flush();
}

} // namespace braid::render
