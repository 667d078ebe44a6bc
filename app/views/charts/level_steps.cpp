#include "app/views/charts/level_steps.h"

#include <algorithm>

namespace braid::views {

using model::Level;
using model::Nanos;
using trace::ObjectKind;

bool hasDepth(const model::Object& object) {
    return object.queue() || object.semaphore();
}

bool countsBytes(const model::Object& object) { return object.kind == ObjectKind::Pipe; }

std::vector<LevelPoint> levelSteps(const model::Object& object, Nanos from, Nanos to, Nanos edge, int columns) {
    std::vector<LevelPoint> points;
    from = std::max(from, object.created);
    to = std::min(to, edge);
    const auto& levels = object.levels;
    if (to <= from || columns < 1 || levels.empty())
        return points;
    const auto after = [](Nanos time, const Level& level) { return time < level.time; };
    const auto depthBefore = [&](auto next) {
        return next == levels.begin() ? 0.0 : static_cast<double>((next - 1)->depth);
    };
    const auto add = [&](Nanos time, double depth) {
        if (points.empty() || points.back() != LevelPoint{time, depth})
            points.push_back({time, depth});
    };
    const double width = static_cast<double>(to - from) / columns;
    auto next = std::upper_bound(levels.begin(), levels.end(), from, after);
    add(from, depthBefore(next));
    for (int column = 0; column < columns; ++column) {
        const Nanos begin = column == 0 ? from : from + static_cast<Nanos>(width * column);
        const Nanos end = column + 1 == columns ? to : from + static_cast<Nanos>(width * (column + 1));
        const auto first = next;
        next = std::upper_bound(first, levels.end(), column + 1 == columns ? end : end - 1, after);
        if (next - first == 1) {
            add(first->time, depthBefore(first));
            add(first->time, depthBefore(next));
        } else if (next != first) {
            const auto index = [&](auto level) { return static_cast<std::size_t>(level - levels.begin()); };
            const auto [least, greatest] = levels.depths(index(first), index(next));
            const double last = depthBefore(next);
            const bool fallsLast = last - least < greatest - last;
            add(begin, points.back().depth);
            add(begin, fallsLast ? greatest : least);
            add(begin, fallsLast ? least : greatest);
            add(begin, last);
        }
    }
    add(to, points.back().depth);
    return points;
}

} // namespace braid::views
