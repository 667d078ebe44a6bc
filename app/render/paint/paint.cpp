#include "app/render/paint/paint.h"

#include "app/render/paint/in_parallel.h"
#include "app/render/paint/paint_bars.h"
#include "app/render/paint/paint_marks.h"
#include "app/render/paint/paint_words.h"
#include "app/render/paint/pixels.h"
#include "app/render/paint/rect_batch.h"
#include "app/render/paint/vertical_extent.h"
#include "app/render/scene/patterns.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace braid::render {

namespace {

/// Slanted lines, rising or falling to the right, cut at the sides of `rect`.
void slantedLines(QPainter& painter, const QRectF& rect, double period, bool rising) {
    const double height = rect.height();
    QVarLengthArray<QLineF, 256> lines;
    for (double x = std::floor((rect.left() - height) / period) * period; x < rect.right(); x += period) {
        const double start = std::max(x, rect.left());
        const double end = std::min(x + height, rect.right());
        const auto y = [&](double at) { return rising ? rect.bottom() - (at - x) : rect.top() + (at - x); };
        if (end > start)
            lines.append(QLineF(start, y(start), end, y(end)));
    }
    painter.drawLines(lines.constData(), static_cast<int>(lines.size()));
}

void sparseHatch(RectBatch& fills, const QRectF& rect, Ink ink) {
    fills.flush();
    QPainter& painter = fills.painter();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(fills.theme().color(ink), 1));
    slantedLines(painter, rect, 9, false);
}

void hatch(RectBatch& fills, const QRectF& rect, Ink ink) {
    fills.add(rect, fills.theme().tint(ink));
    fills.flush();
    QPainter& painter = fills.painter();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(fills.theme().color(ink), 1.5));
    slantedLines(painter, rect, 7, true);
    if (rect.width() >= 4) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(fills.theme().color(ink), 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void outline(RectBatch& fills, const Box& box, bool dashed) {
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

/// A translucent ground between two jagged edges.
void zigzag(RectBatch& fills, const QRectF& rect, Ink ink) {
    fills.add(rect, fills.theme().color(Role::BreakGround));
    fills.flush();
    constexpr double Depth = 3, Period = 10;
    QPainter& painter = fills.painter();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(fills.theme().color(ink), 1.2));
    painter.setBrush(Qt::NoBrush);
    const double depth = std::min(Depth, rect.width() / 3);
    for (const double left : {rect.left(), rect.right() - depth}) {
        QPolygonF edge;
        bool out = false;
        for (double y = rect.top(); y < rect.bottom(); y += Period / 2, out = !out)
            edge << QPointF(left + (out ? depth : 0), y);
        edge << QPointF(left + (out ? depth : 0), rect.bottom());
        painter.drawPolyline(edge);
    }
}

/// Corners so small that without their outermost pixel they look round: plates and owners come by the thousand, and a path
/// with curves for each takes thirty times as long.
bool smallCorners(RectBatch& fills, const Box& box) {
    constexpr float Small = 3;
    // Round whole words a plate ends somewhere within a pixel; sharp edges are as good.
    const QRectF r(QPointF(std::round(box.rect.left()), std::round(box.rect.top())),
                   QPointF(std::round(box.rect.right()), std::round(box.rect.bottom())));
    if (box.form != Form::Solid || box.radius > Small || box.border.role != Role::Transparent || r.width() < 4 || r.height() < 4 ||
        !fillsPixels(fills.painter()))
        return false;
    const QColor color = fills.color(box.ink);
    fills.add(r.adjusted(1, 0, -1, 0), color);
    fills.add(QRectF(r.left(), r.top() + 1, 1, r.height() - 2), color);
    fills.add(QRectF(r.right() - 1, r.top() + 1, 1, r.height() - 2), color);
    // On a screen of high density that pixel is several: half of it on each side stays, so that the corner has a slope.
    if (fills.painter().deviceTransform().m11() >= 2)
        for (const double x : {r.left() + 0.5, r.right() - 1})
            for (const double y : {r.top() + 0.5, r.bottom() - 1})
                fills.add(QRectF(x, y, 0.5, 0.5), color);
    return true;
}

void rounded(RectBatch& fills, const Box& box) {
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

void paintBox(RectBatch& fills, const Box& box) {
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
    case Form::SparseHatch:
        sparseHatch(fills, box.rect, box.ink);
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
    case Form::Zigzag:
        zigzag(fills, box.rect, box.ink);
        break;
    }
    if (box.outlined)
        border(fills, box.rect);
}

void paintStrip(QPainter& painter, const Strip& strip, std::span<const Column> columns, const StateInks& inks) {
    const int height = static_cast<int>(std::ceil(strip.rect.height()));
    if (strip.count == 0 || height <= 0)
        return;
    QImage image(static_cast<int>(std::ceil(strip.rect.width())), height, QImage::Format_ARGB32_Premultiplied);
    image.fill(0);
    drawStrip(rowsOf(image, 0, height), 0, 0, strip, columns, inks);
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

/// In widths of the line.
QList<qreal> dashesOf(Dash dash) {
    switch (dash) {
    case Dash::Dotted:
        return {1.2, 2.4};
    case Dash::DashDot:
        return {5, 2.4, 1.2, 2.4};
    case Dash::LongDash:
        return {8, 3};
    default:
        return {4, 3};
    }
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
    const QPointF back = tip - size * along;
    switch (line.cap) {
    case Cap::Dot:
        painter.drawEllipse(tip, size / 2, size / 2);
        return;
    case Cap::Ring:
        painter.setPen(QPen(color, line.width));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(tip - size / 2 * along, size / 2, size / 2);
        return;
    case Cap::Bar:
        painter.setPen(QPen(color, line.width + 1));
        painter.drawLine(tip - 0.7 * size * across, tip + 0.7 * size * across);
        return;
    case Cap::OpenArrow:
        painter.setPen(QPen(color, line.width));
        painter.drawLine(tip, back + 0.6 * size * across);
        painter.drawLine(tip, back - 0.6 * size * across);
        return;
    case Cap::Square: {
        const QPointF side = 0.45 * size * across;
        const QPointF corners[] = {tip + side, tip - side, back - side, back + side};
        painter.drawPolygon(corners, 4);
        return;
    }
    default:
        break;
    }
    const QPointF points[] = {tip, tip - size * along + size * 0.45 * across, tip - size * along - size * 0.45 * across};
    painter.drawPolygon(points, 3);
}

void paintLine(QPainter& painter, const Line& line, const Theme& theme) {
    // Mixed with the background instead of translucent: the raster engine blends translucent lines twenty times slower.
    const QColor color = line.opacity < 1 ? theme.tint(line.ink, line.opacity) : theme.color(line.ink);
    QPen pen(color, line.width);
    pen.setCapStyle(Qt::FlatCap);
    if (line.dash != Dash::Solid)
        pen.setDashPattern(dashesOf(line.dash));
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

/// Paints `rows` of the picture. The painter may paint more of it; nothing of `rows` is left out.
void paintRows(QPainter& painter, const Scene& scene, const Theme& theme, const StateInks& inks, const QRect& rows) {
    const VerticalExtent extent(rows);
    std::vector<const Box*> boxes;
    std::vector<const Strip*> strips;
    std::vector<const Mark*> marks;
    std::vector<const Text*> texts;
    painter.setBackgroundMode(Qt::TransparentMode);
    for (const Layer& layer : scene.layers) {
        boxes.clear();
        strips.clear();
        marks.clear();
        texts.clear();
        if (!paintBars(painter, rows, layer, theme, inks, boxes, strips)) {
            for (const Box& box : layer.boxes)
                if (extent.meets(box.rect, VerticalExtent::Rim))
                    boxes.push_back(&box);
            for (const Strip& strip : layer.strips)
                if (extent.meets(strip.rect))
                    strips.push_back(&strip);
        }
        if (!boxes.empty()) {
            RectBatch fills(painter, theme, layer.disjoint);
            for (const Box* box : boxes)
                paintBox(fills, *box);
        }
        for (const Strip* strip : strips)
            paintStrip(painter, *strip, layer.columnsOf(*strip), inks);
        for (const Profile& profile : layer.profiles)
            if (extent.meets(profile))
                paintProfile(painter, profile, theme);
        for (const Line& line : layer.lines)
            if (extent.meets(line))
                paintLine(painter, line, theme);
        for (const Mark& mark : layer.marks)
            if (extent.meets(mark.center.y() - mark.size, mark.center.y() + mark.size))
                marks.push_back(&mark);
        paintMarks(painter, marks, theme);
        for (const Text& text : layer.texts)
            if (extent.meets(text.rect(), VerticalExtent::Rim))
                texts.push_back(&text);
        painter.setRenderHint(QPainter::Antialiasing, true);
        paintWords(painter, texts, theme);
    }
}

/// Pictures with less in them are painted before another thread has woken up.
constexpr std::size_t ManyThings = 400;

bool isCrowded(const Scene& scene) {
    std::size_t things = 0;
    for (const Layer& layer : scene.layers)
        things += layer.boxes.size() + layer.strips.size() + layer.lines.size() + layer.marks.size() + layer.texts.size();
    return things > ManyThings;
}

} // namespace

void paint(QPainter& painter, const Scene& scene, const Theme& theme) {
    const QRectF picture(QPointF(0, 0), scene.size);
    const StateInks inks(theme);
    const QTransform device = painter.deviceTransform();
    const QRect pixels = device.mapRect(picture).toAlignedRect();
    std::optional<QImage> image;
    if (parallelism() > 1 && isCrowded(scene))
        image = imageOf(painter, pixels);
    if (!image) {
        painter.save();
        paintRows(painter, scene, theme, inks, QRectF(painter.window()).united(picture).toAlignedRect());
        painter.restore();
        return;
    }
    // Bands of the picture at the same time, each by a painter of its own: some more than threads, since some have less in them.
    const int bands = static_cast<int>(2 * parallelism());
    inParallel(static_cast<std::size_t>(bands), [&](std::size_t band) {
        const int top = pixels.height() * static_cast<int>(band) / bands;
        const int end = pixels.height() * (static_cast<int>(band) + 1) / bands;
        QImage part(image->bits() + top * image->bytesPerLine(), pixels.width(), end - top, image->bytesPerLine(), image->format());
        if (part.isNull())
            return;
        const QTransform own = device * QTransform::fromTranslate(-pixels.left(), -pixels.top() - top);
        QPainter into(&part);
        into.setTransform(own);
        paintRows(into, scene, theme, inks, own.inverted().mapRect(QRectF(part.rect())).toAlignedRect());
    });
}

} // namespace braid::render
