#include "app/render/scene/words_over_strokes.h"
#include "app/render/scene/line_geometry.h"

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

} // namespace

void layoutPlatesOverLines(std::span<const Line> lines, std::span<const Layer> written, Layer& plates) {
    if (lines.empty() || lines.size() > MostStrokes)
        return;
    std::vector<QRectF> bounds; // of each line: most words are far from most of them
    bounds.reserve(lines.size());
    for (const Line& line : lines)
        bounds.push_back(around(line));
    const auto crossed = [&](const QRectF& plate) {
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (meet(bounds[i], plate) && goesThrough(lines[i], plate) && !plate.contains(lines[i].points[lines[i].pointCount - 1U]))
                return true;
        return false;
    };
    for (const Layer& layer : written)
        for (const Text& text : layer.texts) {
            if (text.tag.what != What::Bar || text.type == Type::SmallBold) // that is a number in its circle
                continue;
            if (const QRectF plate = text.rect().adjusted(-2, 0, 2, 0); crossed(plate))
                plates.boxes.push_back({plate, text.on ? text.ink : Ink(Role::Panel), Form::Solid, false, 2, 1, Role::Transparent, {}});
        }
}

void layoutWordsOverStrokes(const Layer& strokes, const Layer& dim, std::span<const Layer> written, Layer& words) {
    if ((strokes.boxes.empty() && strokes.lines.empty()) || strokes.boxes.size() + strokes.lines.size() > MostStrokes)
        return;
    std::vector<QRectF> ink;
    for (const Box& box : strokes.boxes)
        inkOf(box, ink);
    for (const Layer& layer : written)
        for (const Text& text : layer.texts) {
            const QRectF rect = text.rect();
            const bool struck = std::any_of(ink.begin(), ink.end(), [&](const QRectF& each) { return each.intersects(rect); }) ||
                                std::any_of(strokes.lines.begin(), strokes.lines.end(), [&](const Line& line) { return goesThrough(line, rect); });
            if (!struck || std::any_of(dim.boxes.begin(), dim.boxes.end(), [&](const Box& box) { return box.rect.contains(rect.center()); }))
                continue;
            words.boxes.push_back({rect.adjusted(-2, 0, 2, 0), text.on ? text.ink : Ink(Role::Background), Form::Solid, false, 2, 1,
                                   Role::Transparent, text.tag});
            words.texts.push_back(text);
        }
}

} // namespace braid::render
