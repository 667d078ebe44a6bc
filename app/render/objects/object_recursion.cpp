#include "app/render/objects/object_row.h"
#include "app/render/rows/breaks.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace braid::render {

using model::Nanos;

namespace {

constexpr double PixelsAStep = 10; ///< with less for each step in view they are merged column by column
constexpr double LeastStep = 12;   ///< pixels; times the scale of type

/// The steps of the lock's depth, each once however often the number of those who wait changes meanwhile.
std::vector<Stretch> stepsOf(ObjectRow& row) {
    std::vector<Stretch> steps;
    const model::Levels::Range levels = row.object.levels().in(row.from(), row.to());
    for (auto level = levels.begin(); level != levels.end(); ++level) {
        if (!steps.empty() && steps.back().depth == level->depth)
            continue;
        const double left = row.clampX(level->time);
        if (!steps.empty())
            steps.back().right = left;
        steps.push_back({left, row.clampX(row.to()), level->time, static_cast<double>(level->depth), 0, false});
    }
    return steps;
}

/// Makes each step of [first, last), in which the lock is held all the time, at least `least` wide: the first begins and the last
/// ends when it did, unless there is not room enough for all; then the last ones reach into the free time behind. Where they would
/// reach beyond `limit` they stay as they are.
void widen(std::vector<Stretch>& steps, std::size_t first, std::size_t last, double least, double limit) {
    const double begin = steps[first].left;
    const double end = std::max(steps[last - 1].right, begin + static_cast<double>(last - first) * least);
    if (end > limit)
        return;
    for (std::size_t i = first; i < last; ++i) {
        const double leave = end - static_cast<double>(last - i) * least; // room for this one and those after it
        const double earliest = i == first ? begin : steps[i - 1].left + least;
        steps[i].left = std::round(std::min(std::max(steps[i].left, earliest), leave));
        if (i > first)
            steps[i - 1].right = steps[i].left;
    }
    steps[last - 1].right = std::round(end);
}

/// Nothing reaches beyond `end`, that of the run or of the view: what would takes its room from the steps before it, which stay as wide
/// as `least` where the lock is held. False where there is not room enough.
[[nodiscard]] bool keepBetween(double begin, double end, std::vector<Stretch>& steps, double least) {
    std::size_t last = steps.size();
    while (last > 0 && steps[last - 1].depth <= 0)
        --last;
    double right = end;
    for (std::size_t i = last; i-- > 0 && steps[i].right > right;) {
        const double width = steps[i].right - steps[i].left;
        steps[i].right = right;
        right = steps[i].left = std::min(steps[i].left, right - (steps[i].depth > 0 ? std::min(width, least) : 0));
    }
    return last == 0 || steps.front().left >= begin;
}

/// The steps in view, wide enough to be read; as they are where that cannot be.
std::vector<Stretch> readableSteps(ObjectRow& row, const std::vector<Stretch>& levels) {
    const std::size_t inView = row.object.levels().begunIn(row.from(), row.to()).size();
    if (static_cast<double>(inView) * PixelsAStep > row.place.clip.width())
        return levels;
    std::vector<Stretch> steps = stepsOf(row);
    const double least = std::round(LeastStep * row.frame.theme.typeScale());
    for (std::size_t first = 0; first < steps.size();) {
        std::size_t last = first;
        while (last < steps.size() && steps[last].depth > 0)
            ++last;
        if (last > first)
            widen(steps, first, last, least, last + 1 < steps.size() ? steps[last].right : std::numeric_limits<double>::infinity());
        first = last + 1;
    }
    return keepBetween(row.place.clip.left(), std::round(row.clampX(row.to())), steps, least) ? steps : levels;
}

} // namespace

// The owner's bar, as high as the lock is deep.
void layoutRecursion(ObjectRow& row, const std::vector<Stretch>& levels) {
    const std::vector<Stretch> steps = readableSteps(row, levels);
    double deepest = 1;
    for (const Stretch& step : steps)
        deepest = std::max(deepest, step.depth);
    LaneId named;
    for (const Stretch& step : steps) {
        if (step.depth <= 0) {
            named = {};
            continue;
        }
        const std::optional<model::Holding> holding = holdingAt(row.object, step.begin);
        if (!holding || step.right <= step.left)
            continue;
        const double height = std::max(2.0, std::round(row.band.height() * step.depth / deepest));
        const Ink ink = step.merged ? Ink(Role::Depth) : chipOf(row.frame.model, holding->lane);
        const Tag tag{What::Holding, holding->lane, row.object.id, holding->acquired, -1, 1};
        const QRectF rect(step.left, row.band.bottom() - height, step.right - step.left, height);
        addClipped(row.bars, {rect, ink, Form::Solid, false, 0, 1, Role::Transparent, tag}, row.place.clip);
        if (step.merged)
            continue;
        const QString number = QString::number(step.depth);
        QString text = shownName(row.frame.model, holding->lane) + QStringLiteral(" · ") + number;
        if (holding->lane == named || row.frame.measure.width(text, Type::Small) + 6 > rect.width())
            text = number;
        else
            named = holding->lane;
        // The lowest step is too low for words when the lock is deep: they may stand in the free space above.
        const double textHeight = row.frame.measure.height(Type::Small), width = row.frame.measure.width(text, Type::Small);
        if (row.place.clip.contains(rect)) {
            if (rect.height() >= textHeight - 3)
                addText(row.front, row.frame.measure, text, clearRoom(row.frame, rect.adjusted(2, 0, 0, 0), width), Type::Small, ink, Align::Left, tag, true);
            else if (const QRectF room = clearRoom(row.frame, QRectF(rect.left() + 2, rect.top() - textHeight, rect.width() - 2, textHeight), width + 2);
                     room.width() > width + 2)
                addText(row.front, row.frame.measure, text, room, Type::Small, Role::TextDim, Align::Left, tag);
        }
    }
}

} // namespace braid::render
