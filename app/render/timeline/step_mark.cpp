#include "app/render/timeline/step_mark.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr double Thin = 2;      ///< pixels, once it is not new any more
constexpr double Thickness = 4; ///< more while it is
constexpr std::size_t MostStepArrows = 8;

} // namespace

void layoutStep(const Frame& frame, const std::vector<RowPlace>& lanes, Layer& overlay) {
    const std::optional<Stepped>& stepped = frame.state.stepped;
    if (!stepped || stepped->event >= frame.model.log().size())
        return;
    const auto width = static_cast<float>(Thin + Thickness * std::clamp(stepped->glow, 0.0, 1.0));
    const model::LogEntry& entry = frame.model.log()[stepped->event];
    const RowPlace* place = rowOf(lanes, LaneId{entry.lane});
    if (!place)
        return;
    const QRectF row = place->rect.intersected(place->clip).adjusted(1, 1, -1, -1);
    if (!row.isEmpty())
        overlay.boxes.push_back({row, Role::Selection, Form::Outline, false, 4, width, Role::Transparent, {}});
    const double x = frame.x(entry.time);
    if (x < place->clip.left() || x > place->clip.right())
        return;
    std::size_t drawn = 0;
    for (const model::Arrow& arrow : frame.model.arrowsInto(stepped->event, stepped->event + 1)) {
        const model::LogEntry& cause = frame.model.log()[arrow.from];
        const RowPlace* other = rowOf(lanes, LaneId{cause.lane});
        const double from = frame.x(cause.time);
        if (!other || from < place->clip.left() || from > place->clip.right() || ++drawn > MostStepArrows)
            continue;
        Line line;
        line.points[0] = QPointF(from, other->rect.center().y());
        line.points[1] = QPointF(x, place->rect.center().y());
        line.ink = Role::Selection;
        line.width = width;
        line.cap = Cap::Arrow;
        overlay.lines.push_back(line);
    }
}

} // namespace braid::render
