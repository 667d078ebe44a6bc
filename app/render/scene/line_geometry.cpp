#include "app/render/scene/line_geometry.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

/// A curve is taken for so many straight pieces.
constexpr int CurvePieces = 16;

/// Whether the stroke from `from` to `to` goes through `rect`.
bool crosses(QPointF from, QPointF to, const QRectF& rect) {
    const QPointF way = to - from;
    double begin = 0, end = 1;
    const auto clip = [&](double start, double step, double least, double most) {
        if (std::abs(step) < 1e-9)
            return start >= least && start <= most;
        const auto [first, last] = std::minmax({(least - start) / step, (most - start) / step});
        begin = std::max(begin, first);
        end = std::min(end, last);
        return begin <= end;
    };
    return clip(from.x(), way.x(), rect.left(), rect.right()) && clip(from.y(), way.y(), rect.top(), rect.bottom());
}

} // namespace

QPointF pointOf(const Line& line, double part) {
    const double rest = 1 - part;
    if (line.pointCount < 4)
        return rest * line.points[0] + part * line.points[1];
    return rest * rest * rest * line.points[0] + 3 * rest * rest * part * line.points[1] +
           3 * rest * part * part * line.points[2] + part * part * part * line.points[3];
}

QRectF around(const Line& line) {
    double left = line.points[0].x(), right = left, top = line.points[0].y(), bottom = top;
    for (std::size_t i = 1; i < line.pointCount; ++i) {
        left = std::min(left, line.points[i].x());
        right = std::max(right, line.points[i].x());
        top = std::min(top, line.points[i].y());
        bottom = std::max(bottom, line.points[i].y());
    }
    return {left, top, right - left, bottom - top};
}

bool meet(const QRectF& a, const QRectF& b) {
    return a.left() <= b.right() && a.right() >= b.left() && a.top() <= b.bottom() && a.bottom() >= b.top();
}

bool goesThrough(const Line& line, const QRectF& rect) {
    if (!meet(around(line), rect))
        return false;
    const int pieces = line.curved ? CurvePieces : line.pointCount - 1;
    QPointF from = line.points[0];
    for (int i = 1; i <= pieces; ++i) {
        const QPointF to = line.curved ? pointOf(line, static_cast<double>(i) / pieces) : line.points[static_cast<std::size_t>(i)];
        if (crosses(from, to, rect))
            return true;
        from = to;
    }
    return false;
}

} // namespace braid::render
