#include "app/render/paint.h"

#include "app/render/paint_bars.h"
#include "app/render/paint_words.h"
#include "app/render/patterns.h"
#include "app/render/pixels.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QVarLengthArray>
#include <QVector>

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

/// Rectangles filled together, those of one colour at a time: a call per rectangle would cost more than its pixels.
/// Without `grouped` the order of different colours is kept; with it, each colour is filled at once, in the order in which
/// the colours first came.
class Fills {
public:
    Fills(QPainter& painter, const Theme& theme, bool grouped) : m_painter(painter), m_theme(theme), m_grouped(grouped) {}
    ~Fills() { flush(); }
    Fills(const Fills&) = delete;
    Fills& operator=(const Fills&) = delete;

    void add(const QRectF& rect, const QColor& color) {
        if (color.alpha() == 0 || rect.isEmpty())
            return;
        const QRgb rgba = color.rgba();
        if (m_current >= m_groups.size() || m_groups[m_current].rgba != rgba)
            select(rgba);
        m_groups[m_current].rects.append(rect);
    }
    void flush() {
        for (Group& group : m_groups)
            fill(group);
        m_groups.clear();
    }
    [[nodiscard]] QPainter& painter() { return m_painter; }
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] QColor color(Ink ink) const { return m_theme.color(ink); }
    [[nodiscard]] QColor tint(Ink ink, double share) const { return m_theme.tint(ink, share); }

private:
    struct Group {
        QRgb rgba = 0;
        QVector<QRectF> rects;
    };
    void select(QRgb rgba) {
        const auto known = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group& g) { return g.rgba == rgba; });
        if (known != m_groups.end()) { // without grouping there is at most one group
            m_current = static_cast<std::size_t>(known - m_groups.begin());
            return;
        }
        if (!m_grouped)
            flush();
        m_groups.push_back({rgba, {}});
        m_current = m_groups.size() - 1;
    }
    void fill(const Group& group) {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(QColor::fromRgba(group.rgba));
        // Whole pixels take the raster engine's short way.
        const bool integral = std::all_of(group.rects.begin(), group.rects.end(), [](const QRectF& r) { return whole(r); });
        if (!integral) {
            m_painter.drawRects(group.rects.constData(), static_cast<int>(group.rects.size()));
            return;
        }
        QVarLengthArray<QRect, 512> rects;
        rects.reserve(group.rects.size());
        for (const QRectF& r : group.rects)
            rects.append(QRect(static_cast<int>(r.x()), static_cast<int>(r.y()), static_cast<int>(r.width()),
                               static_cast<int>(r.height())));
        m_painter.drawRects(rects.constData(), static_cast<int>(rects.size()));
    }

    QPainter& m_painter;
    const Theme& m_theme;
    bool m_grouped;
    std::size_t m_current = 0;
    std::vector<Group> m_groups;
};

void hatch(Fills& fills, const QRectF& rect, Ink ink) {
    fills.add(rect, fills.theme().tint(ink));
    fills.flush();
    QPainter& painter = fills.painter();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(fills.theme().color(ink), 1.5));
    constexpr double Period = 7;
    const double height = rect.height();
    QVarLengthArray<QLineF, 256> lines;
    for (double x = std::floor((rect.left() - height) / Period) * Period; x < rect.right(); x += Period) {
        // From the lower left to the upper right, cut at the sides.
        const double start = std::max(x, rect.left());
        const double end = std::min(x + height, rect.right());
        if (end > start)
            lines.append(QLineF(start, rect.bottom() - (start - x), end, rect.bottom() - (end - x)));
    }
    painter.drawLines(lines.constData(), static_cast<int>(lines.size()));
    if (rect.width() >= 4) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(fills.theme().color(ink), 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void outline(Fills& fills, const Box& box, bool dashed) {
    fills.flush();
    QPainter& painter = fills.painter();
    painter.setRenderHint(QPainter::Antialiasing, true);
    QPen pen(fills.theme().color(box.ink), box.lineWidth);
    pen.setJoinStyle(Qt::MiterJoin);
    if (dashed)
        pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double half = box.lineWidth / 2;
    const QRectF inner = box.rect.adjusted(half, half, -half, -half);
    if (box.radius > 0)
        painter.drawRoundedRect(inner, box.radius, box.radius);
    else
        painter.drawRect(inner);
}

/// Corners so small that without their outermost pixel they look round: plates and owners come by the thousand, and a path
/// with curves for each takes thirty times as long.
bool smallCorners(Fills& fills, const Box& box) {
    constexpr float Small = 3;
    // Round whole words a plate ends somewhere within a pixel; sharp edges are as good.
    const QRectF r(QPointF(std::round(box.rect.left()), std::round(box.rect.top())),
                   QPointF(std::round(box.rect.right()), std::round(box.rect.bottom())));
    if (box.form != Form::Solid || box.radius > Small || box.border.role != Role::Transparent || r.width() < 4 || r.height() < 4 ||
        !drawsPixels(fills.painter()))
        return false;
    const QColor color = fills.color(box.ink);
    fills.add(r.adjusted(1, 0, -1, 0), color);
    fills.add(QRectF(r.left(), r.top() + 1, 1, r.height() - 2), color);
    fills.add(QRectF(r.right() - 1, r.top() + 1, 1, r.height() - 2), color);
    return true;
}

void rounded(Fills& fills, const Box& box) {
    if (smallCorners(fills, box))
        return;
    fills.flush();
    QPainter& painter = fills.painter();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QColor border = fills.theme().color(box.border);
    painter.setPen(border.alpha() > 0 ? QPen(border, box.lineWidth) : QPen(Qt::NoPen));
    painter.setBrush(fills.theme().color(box.ink));
    if (box.form == Form::Ellipse) {
        painter.drawEllipse(box.rect);
        return;
    }
    const double radius = box.form == Form::Round ? box.rect.height() / 2 : box.radius;
    painter.drawRoundedRect(box.rect, radius, radius);
}

void paintBox(Fills& fills, const Box& box) {
    switch (box.form) {
    case Form::Solid:
        if (box.radius > 0)
            rounded(fills, box);
        else
            fills.add(box.rect, fills.theme().color(box.ink));
        break;
    case Form::VerticalBars:
        verticalBars(fills, box.rect, box.ink);
        break;
    case Form::Dots:
        dots(fills, box.rect, box.ink);
        break;
    case Form::HorizontalLines:
        horizontalLines(fills, box.rect, box.ink, false);
        break;
    case Form::Crosses:
        horizontalLines(fills, box.rect, box.ink, true);
        break;
    case Form::Hatch:
        hatch(fills, box.rect, box.ink);
        break;
    case Form::Outline:
        outline(fills, box, false);
        break;
    case Form::DashedOutline:
        outline(fills, box, true);
        break;
    case Form::Round:
    case Form::Ellipse:
        rounded(fills, box);
        break;
    }
    if (box.outlined)
        border(fills, box.rect);
}

void paintStrip(QPainter& painter, const Scene& scene, const Strip& strip, const Theme& theme) {
    const int height = static_cast<int>(std::ceil(strip.rect.height()));
    if (strip.count == 0 || height <= 0)
        return;
    QImage image(static_cast<int>(std::ceil(strip.rect.width())), height, QImage::Format_ARGB32_Premultiplied);
    image.fill(0);
    drawStrip({reinterpret_cast<QRgb*>(image.bits()), image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)),
               image.width(), height},
              0, 0, height, scene, strip, stateColors(theme));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(strip.rect.topLeft(), image);
}

void paintProfile(QPainter& painter, const Profile& profile, const Theme& theme) {
    if (profile.points.size() < 2)
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(profile.ink));
    // Long ones as columns: filling a polygon of thousands of corners costs several times as much.
    constexpr qsizetype LongProfile = 400;
    if (static_cast<qsizetype>(profile.points.size()) > LongProfile) {
        QVarLengthArray<QRect, 1024> columns;
        for (std::size_t i = 0; i + 1 < profile.points.size(); i += 2) {
            const QPointF from = profile.points[i], to = profile.points[i + 1];
            const int left = qRound(from.x()), top = qRound(from.y());
            columns.append(QRect(left, top, qRound(to.x()) - left, qRound(profile.baseline) - top));
        }
        painter.drawRects(columns.constData(), static_cast<int>(columns.size()));
        return;
    }
    QPolygonF polygon;
    polygon.reserve(static_cast<qsizetype>(profile.points.size()) + 2);
    polygon << QPointF(profile.points.front().x(), profile.baseline);
    for (QPointF point : profile.points)
        polygon << point;
    polygon << QPointF(profile.points.back().x(), profile.baseline);
    painter.drawPolygon(polygon);
}

void paintCap(QPainter& painter, const Line& line, const QColor& color) {
    const QPointF tip = line.points[line.pointCount - 1U];
    QPointF along = tip - line.points[line.pointCount - 2U];
    double length = std::hypot(along.x(), along.y());
    if (length < 0.01) {
        along = tip - line.points[0];
        length = std::hypot(along.x(), along.y());
        if (length < 0.01)
            return;
    }
    along /= length;
    const QPointF across(-along.y(), along.x());
    const double size = 5 + line.width;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (line.cap == Cap::Dot) {
        painter.drawEllipse(tip, size / 2, size / 2);
        return;
    }
    const QPointF points[] = {tip, tip - size * along + size * 0.45 * across, tip - size * along - size * 0.45 * across};
    painter.drawPolygon(points, 3);
}

void paintLine(QPainter& painter, const Line& line, const Theme& theme) {
    // Mixed with the background instead of translucent: the raster engine blends translucent lines twenty times slower.
    const QColor color = line.opacity < 1 ? theme.tint(line.ink, line.opacity) : theme.color(line.ink);
    QPen pen(color, line.width);
    pen.setCapStyle(Qt::FlatCap);
    if (line.dashed)
        pen.setDashPattern({4, 3});
    const bool straightUp = line.pointCount == 2 && (line.points[0].x() == line.points[1].x() ||
                                                     line.points[0].y() == line.points[1].y());
    painter.setRenderHint(QPainter::Antialiasing, !(straightUp && line.width == 1));
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    // A curve of a few pixels' width is a line to the eye and much less work.
    const bool bent = line.curved && line.pointCount == 4 && std::abs(line.points[0].x() - line.points[3].x()) > 12;
    if (line.curved && !bent) {
        painter.drawLine(line.points[0], line.points[line.pointCount - 1U]);
    } else if (bent) {
        QPainterPath path(line.points[0]);
        path.cubicTo(line.points[1], line.points[2], line.points[3]);
        painter.drawPath(path);
    } else {
        painter.drawPolyline(line.points.data(), line.pointCount);
    }
    if (line.cap != Cap::None) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        paintCap(painter, line, color);
    }
}

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
    Fills m_rims, m_insides;
};

void paintMarks(QPainter& painter, const std::vector<Mark>& marks, const Theme& theme) {
    Squares squares(painter, theme);
    for (const Mark& mark : marks) {
        if (squares.add(mark))
            continue;
        squares.flush();
        paintMark(painter, mark, theme);
    }
    squares.flush();
}

} // namespace

void paint(QPainter& painter, const Scene& scene, const Theme& theme) {
    painter.save();
    painter.setBackgroundMode(Qt::TransparentMode);
    for (const Layer& layer : scene.layers) {
        std::vector<const Box*> boxes;
        std::vector<const Strip*> strips;
        if (!paintBars(painter, scene, layer, theme, boxes, strips)) {
            for (const Box& box : layer.boxes)
                boxes.push_back(&box);
            for (const Strip& strip : layer.strips)
                strips.push_back(&strip);
        }
        {
            Fills fills(painter, theme, layer.disjoint);
            for (const Box* box : boxes)
                paintBox(fills, *box);
        }
        for (const Strip* strip : strips)
            paintStrip(painter, scene, *strip, theme);
        for (const Profile& profile : layer.profiles)
            paintProfile(painter, profile, theme);
        for (const Line& line : layer.lines)
            paintLine(painter, line, theme);
        paintMarks(painter, layer.marks, theme);
        painter.setRenderHint(QPainter::Antialiasing, true);
        paintWords(painter, layer.texts, theme);
    }
    painter.restore();
}

} // namespace braid::render
