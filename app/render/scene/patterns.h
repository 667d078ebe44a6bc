#pragma once

#include "app/render/scene/scene.h"

#include <algorithm>
#include <cmath>

/// The insides of boxes as rectangles. A Sink has color(Ink), tint(Ink, share) and add(QRectF, what those two give). Not
/// for use outside app/render.
///
/// The patterns are drawn as shapes and not as brushes: QSvgGenerator writes no textured brush, and shapes stay sharp at
/// any scale. Their origin is the coordinate system's, so that neighbouring bars line up.
namespace braid::render {

/// The share of its colour that a pattern's paler tone keeps.
constexpr double BarsTint = 0.66, PatternTint = 0.45;

template <class Sink>
void verticalBars(Sink& sink, const QRectF& rect, Ink ink) {
    constexpr double Period = 8, Thick = 6;
    sink.add(rect, sink.tint(ink, BarsTint));
    const auto color = sink.color(ink);
    for (double x = std::floor(rect.left() / Period) * Period; x < rect.right(); x += Period) {
        const double left = std::max(x, rect.left());
        const double right = std::min(x + Thick, rect.right());
        if (right > left)
            sink.add(QRectF(left, rect.top(), right - left, rect.height()), color);
    }
}

template <class Sink>
void horizontalLines(Sink& sink, const QRectF& rect, Ink ink, bool crossed) {
    constexpr double Period = 4;
    sink.add(rect, sink.color(ink));
    const auto color = sink.tint(ink, PatternTint);
    for (double y = rect.top() + 2; y < rect.bottom(); y += Period)
        sink.add(QRectF(rect.left(), y, rect.width(), std::min(1.0, rect.bottom() - y)), color);
    if (!crossed)
        return;
    for (double x = std::ceil(rect.left() / Period) * Period; x < rect.right(); x += Period)
        sink.add(QRectF(x, rect.top(), std::min(1.0, rect.right() - x), rect.height()), color);
}

template <class Sink>
void dots(Sink& sink, const QRectF& rect, Ink ink) {
    constexpr double Period = 6, Side = 2;
    sink.add(rect, sink.color(ink));
    if (rect.width() < Period)
        return;
    const auto color = sink.tint(ink, PatternTint);
    int line = 0;
    for (double y = rect.top() + 2; y + Side <= rect.bottom(); y += Period - 2, ++line) {
        const double shift = line % 2 ? Period / 2 : 0;
        for (double x = std::ceil((rect.left() - shift) / Period) * Period + shift; x + Side <= rect.right(); x += Period)
            sink.add(QRectF(x, y, Side, Side), color);
    }
}

/// The thin border of a box whose fill alone is too pale.
template <class Sink>
void border(Sink& sink, const QRectF& r) {
    const auto color = sink.color(Role::TextDim);
    sink.add(QRectF(r.left(), r.top(), r.width(), 1), color);
    if (r.height() > 2) {
        sink.add(QRectF(r.left(), r.bottom() - 1, r.width(), 1), color);
        sink.add(QRectF(r.left(), r.top(), 1, r.height()), color);
        sink.add(QRectF(r.right() - 1, r.top(), 1, r.height()), color);
    }
}

} // namespace braid::render
