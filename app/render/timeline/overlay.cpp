#include "app/render/timeline/overlay.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/geometry.h"
#include "app/render/scene/labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace braid::render {

namespace {

QRectF wholeHeight(const Frame& frame) {
    const TimelineGeometry& geometry = frame.geometry;
    return {geometry.lanes.left(), geometry.lanes.top(), geometry.lanes.width(),
            std::max(geometry.lanes.bottom(), geometry.objects.bottom()) - geometry.lanes.top()};
}

Line upright(double x, const QRectF& area, Ink ink, float width) {
    Line line;
    line.points[0] = QPointF(x, area.top());
    line.points[1] = QPointF(x, area.bottom());
    line.ink = ink;
    line.width = width;
    return line;
}

QString cursorText(const Frame& frame) {
    const auto step = static_cast<model::Nanos>(std::max(1.0, frame.geometry.axis.nanosPerPixel()));
    return momentText(*frame.state.cursor, step);
}

} // namespace

std::optional<QRectF> cursorPlate(const Frame& frame) {
    const QRectF& ruler = frame.geometry.ruler;
    if (!frame.state.cursor)
        return std::nullopt;
    const double x = frame.x(*frame.state.cursor);
    if (x < ruler.left() || x > ruler.right())
        return std::nullopt;
    const double width = frame.measure.width(cursorText(frame), Type::SmallBold) + 12;
    const double left = std::clamp(x - width / 2, ruler.left(), std::max(ruler.left(), ruler.right() - width));
    return QRectF(left, ruler.top() + 2, width, frame.measure.height(Type::SmallBold) + 2);
}

void layoutRuler(const Frame& frame, const std::vector<QRectF>& covered, Layer& laneGround, Layer& objectGround, Layer& panel) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF& ruler = geometry.ruler;
    const double scale = frame.theme.typeScale();
    const auto gridLine = [](Layer& layer, double x, const QRectF& area) {
        addClipped(layer, {QRectF(x, area.top(), 1, area.height()), Role::Grid, Form::Solid, false, 0, 1, Role::Transparent, {}},
                   area);
    };
    double labelEnd = ruler.left() - 100;
    for (const Tick& tick : ticks(geometry.axis, 96 * scale)) {
        const double x = std::round(frame.x(tick.time));
        if (x < ruler.left() || x > ruler.right() || tick.time < 0)
            continue; // nothing is before the run
        if (tick.major) {
            gridLine(laneGround, x, geometry.lanes);
            gridLine(objectGround, x, geometry.objects);
        }
        const double length = tick.major ? 7 : 3;
        panel.boxes.push_back({QRectF(x, ruler.bottom() - length, 1, length), tick.major ? Role::TextDim : Role::Edge, Form::Solid, false, 0, 1, Role::Transparent, {}});
        if (!tick.major)
            continue;
        const double width = frame.measure.width(tick.label, Type::Small);
        if (x + 3 < labelEnd + 8 || x + 3 + width > ruler.right() + 8)
            continue;
        const QRectF place(x + 3, ruler.bottom() - 8 - frame.measure.height(Type::Small), width + 2,
                           frame.measure.height(Type::Small));
        if (std::any_of(covered.begin(), covered.end(), [&](const QRectF& rect) { return rect.adjusted(-2, 0, 2, 0).intersects(place); }))
            continue; // half a number reads as another one
        addText(panel, frame.measure, tick.label, place, Type::Small, Role::TextDim);
        labelEnd = x + 3 + width;
    }
}

// A marker each on the ruler (those that fall together are one), a line for the one shown and for deadlocks. The lines lie
// below the words.
void layoutFindings(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF& ruler = geometry.ruler;
    const double scale = frame.theme.typeScale();
    const auto& findings = frame.findings.all();
    double lastX = -1e9;
    const double size = 10 * scale;
    std::size_t lines = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const double x = frame.x(findings[i].at);
        if (x < geometry.lanes.left() || x > geometry.lanes.right())
            continue;
        const bool chosen = frame.state.finding && *frame.state.finding == i;
        const bool deadlock = findings[i].kind == analysis::FindingKind::Deadlock;
        const Tag tag{What::FindingMarker, {}, {}, findings[i].event, static_cast<std::int32_t>(i), 1};
        if (chosen || (deadlock && lines < 8)) {
            ++lines;
            for (auto& [layer, area] : {std::pair<Layer*, QRectF>{&lanes, geometry.lanes}, {&objects, geometry.objects}}) {
                Line line = upright(std::round(x) + 0.5, area, Role::Finding, chosen ? 2.0F : 1.0F);
                line.opacity = chosen ? 0.95F : 0.6F;
                line.tag = tag;
                if (!area.isEmpty())
                    layer->lines.push_back(line);
            }
        }
        if (!chosen && std::abs(x - lastX) < size && !panel.marks.empty()) {
            ++panel.marks.back().tag.count;
            continue;
        }
        lastX = x;
        panel.marks.push_back({QPointF(x, ruler.bottom() - size / 2), static_cast<float>(chosen ? size + 3 : size),
                               Glyph::TriangleDown, Role::Finding, tag});
    }
}

void layoutOverlay(const Frame& frame, Layer& layer, Layer& plates) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF area = wholeHeight(frame);
    const QRectF& ruler = geometry.ruler;
    const auto inside = [&](double x) { return x >= area.left() && x <= area.right(); };

    // The live edge: what is right of it has not happened.
    const double edge = frame.x(frame.edge);
    if (inside(edge) && edge < area.right() - 1 && !frame.model.frozen()) {
        Line line = upright(std::round(edge) + 0.5, area, Role::TextDim, 1);
        line.dash = Dash::Dashed;
        line.opacity = 0.7F;
        layer.lines.push_back(line);
    }

    if (frame.state.measured) {
        const auto [first, second] = std::minmax({frame.state.measured->first, frame.state.measured->second});
        const double left = std::clamp(frame.x(first), area.left(), area.right());
        const double right = std::clamp(frame.x(second), area.left(), area.right());
        if (right > left) {
            layer.boxes.push_back({QRectF(left, area.top(), right - left, area.height()), Role::MeasureTint, Form::Solid, false, 0, 1, Role::Transparent, {}});
            layer.lines.push_back(upright(left, area, Role::Measure, 1));
            layer.lines.push_back(upright(right, area, Role::Measure, 1));
            const QString text = textOf(model::durationText(second - first));
            const double width = frame.measure.width(text, Type::SmallBold) + 12;
            const double height = frame.measure.height(Type::SmallBold) + 2;
            const double least = area.left() + width / 2; // in an area narrower than the words they begin with it
            const double center = std::clamp((left + right) / 2, least, std::max(least, area.right() - width / 2));
            const QRectF plate(center - width / 2, area.top() + 4, width, height);
            plates.boxes.push_back({plate, Role::Measure, Form::Round, false, 0, 1, Role::Transparent, {}});
            addText(plates, frame.measure, text, plate, Type::SmallBold, Role::Measure, Align::Center, {}, true);
        }
    }

    if (frame.state.cursor) {
        const double x = frame.x(*frame.state.cursor);
        if (inside(x)) {
            layer.lines.push_back(upright(std::round(x) + 0.5, area, Role::Cursor, 1));
            const QRectF plate = *cursorPlate(frame);
            const Tag handle{What::CursorHandle, {}, {}, model::NoEvent, -1, 1};
            plates.boxes.push_back({plate, Role::Cursor, Form::Round, false, 0, 1, Role::Transparent, handle});
            addText(plates, frame.measure, cursorText(frame), plate, Type::SmallBold, Role::Cursor, Align::Center, handle, true);
            // Something to take hold of that points at the moment.
            const double size = 9 * frame.theme.typeScale();
            plates.marks.push_back({QPointF(std::round(x) + 0.5, ruler.bottom() - size / 2), static_cast<float>(size),
                                    Glyph::TriangleDown, Role::Cursor, handle});
        }
    }
}

} // namespace braid::render
