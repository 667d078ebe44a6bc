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
    const model::Levels& levels = object.levels();
    if (to <= from || columns < 1 || levels.empty())
        return points;
    const auto add = [&](Nanos time, double value) {
        if (points.empty() || points.back() != LevelPoint{time, value})
            points.push_back({time, value});
    };
    const double width = static_cast<double>(to - from) / columns;
    double depth = levels.at(from).value_or(Level()).depth;
    add(from, depth);
    for (int column = 0; column < columns; ++column) {
        const Nanos begin = column == 0 ? from : from + static_cast<Nanos>(width * column);
        const Nanos end = column + 1 == columns ? to + 1 : from + static_cast<Nanos>(width * (column + 1));
        const model::Levels::Range changes = levels.begunIn(column == 0 ? from + 1 : begin, end);
        if (changes.empty())
            continue;
        const double last = changes.back().depth;
        if (changes.size() == 1) {
            add(changes.front().time, depth);
            add(changes.front().time, last);
        } else {
            const auto [least, greatest] = levels.depths(changes);
            const bool fallsLast = last - least < greatest - last;
            add(begin, points.back().depth);
            add(begin, fallsLast ? greatest : least);
            add(begin, fallsLast ? least : greatest);
            add(begin, last);
        }
        depth = last;
    }
    add(to, points.back().depth);
    return points;
}

} // namespace braid::views
