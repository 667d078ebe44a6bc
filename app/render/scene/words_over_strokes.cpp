
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace braid::render {

namespace {

/// Of more strokes in view no word is told apart anyway.
constexpr std::size_t MostStrokes = 2000;

/// The ink of `box`, as rectangles: four for an outline.
void inkOf(const Box& box, std::vector<QRectF>& into) {
    const QRectF& rect = box.rect;
    if (box.form != Form::Outline) {
        into.push_back(rect);
        return;
    }
    const double half = static_cast<double>(box.lineWidth) / 2;
    into.emplace_back(rect.left() - half, rect.top() - half, rect.width() + 2 * half, 2 * half);
    into.emplace_back(rect.left() - half, rect.bottom() - half, rect.width() + 2 * half, 2 * half);
    into.emplace_back(rect.left() - half, rect.top() - half, 2 * half, rect.height() + 2 * half);
    into.emplace_back(rect.right() - half, rect.top() - half, 2 * half, rect.height() + 2 * half);
}

/// Whether the straight `line` goes through `rect`.
bool crosses(const Line& line, const QRectF& rect) {
    const QPointF from = line.points[0], way = line.points[1] - from;
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

void layoutWordsOverStrokes(const Layer& strokes, const Layer& dim, std::span<const Layer> written, Layer& words) {
    if (strokes.boxes.empty() || strokes.boxes.size() + strokes.lines.size() > MostStrokes)
        return;
    std::vector<QRectF> ink;
    for (const Box& box : strokes.boxes)
        inkOf(box, ink);
    for (const Layer& layer : written)
        for (const Text& text : layer.texts) {
            const QRectF rect = text.rect();
            const bool struck = std::any_of(ink.begin(), ink.end(), [&](const QRectF& each) { return each.intersects(rect); }) ||
                                std::any_of(strokes.lines.begin(), strokes.lines.end(), [&](const Line& line) { return crosses(line, rect); });
            if (!struck || std::any_of(dim.boxes.begin(), dim.boxes.end(), [&](const Box& box) { return box.rect.contains(rect.center()); }))
                continue;
            words.boxes.push_back({rect.adjusted(-2, 0, 2, 0), text.on ? text.ink : Ink(Role::Background), Form::Solid, false, 2, 1,
                                   Role::Transparent, text.tag});
            words.texts.push_back(text);
        }
}

} // namespace braid::render
