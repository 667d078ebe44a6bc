#include "app/views/charts/level_steps.h"

#include "engine/model/level_of_detail.h"

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
    const auto timeAt = [&](int column) {
        return column == columns ? to : from + static_cast<Nanos>(width * column);
    };
    model::ObjectSweep sweep(object, edge);
    auto next = std::upper_bound(levels.begin(), levels.end(), from, after);
    add(from, depthBefore(next));
    for (int column = 0; column < columns; ++column) {
        const Nanos begin = timeAt(column);
        const Nanos end = timeAt(column + 1);
        const auto first = next;
        next = std::upper_bound(first, levels.end(), end - 1, after);
        if (next - first > 1) {
            const double mean = sweep.over(begin, end).depth;
            add(begin, points.back().depth);
            add(begin, mean);
            add(end, mean);
            continue;
        }
        if (points.back().depth != depthBefore(first)) // the column before was a mean
            add(begin, depthBefore(first));
        if (next == first)
            continue;
        add(first->time, depthBefore(first));
        add(first->time, depthBefore(next));
    }
    add(to, points.back().depth);
    return points;
}

} // namespace braid::views
