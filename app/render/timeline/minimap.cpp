#include "app/render/timeline/minimap.h"
#include "app/render/lanes/lane_density.h"

#include "app/render/lanes/column_sums.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace braid::render {

using model::Nanos;

namespace {

constexpr Nanos ShortestRun = 1'000'000;
constexpr double RightMargin = 10; ///< as the timeline's
constexpr double AirAbove = 6;     ///< above the strip, where the findings' signs stand
constexpr double NarrowestWindow = 6;
constexpr double NarrowBreak = 6;
constexpr double SignSpacing = 7; ///< signs nearer than this are one

/// All but the last two intervals of a lane that goes on are final.
std::size_t finalOf(const model::Lane& lane) {
    const std::size_t count = lane.intervals().size();
    return lane.ended != model::Open ? count : count - std::min<std::size_t>(count, 2);
}

/// Those of its intervals that came after the first `seen`.
model::Intervals::Range since(const model::Lane& lane, std::size_t seen) {
    model::Intervals::Range range = lane.intervals().all();
    range.removePrefix(seen);
    return range;
}

} // namespace

void Overview::update(const model::Model& model) {
    if (std::exchange(m_idleMarked, model.idleMarked()) != model.idleMarked()) { // what was added up is told otherwise now
        m_crowd = {};
        m_seen.clear();
        m_states.clear();
    }
    const std::vector<LaneId>& lanes = model.lanes();
    m_seen.resize(lanes.size());
    for (std::size_t k = 0; k < lanes.size(); ++k) {
        const model::Lane& lane = *model.lane(lanes[k]);
        const std::size_t final = finalOf(lane);
        for (const model::Interval& interval : since(lane, m_seen[k])) {
            m_states.insert(interval.shown());
            if (m_seen[k] >= final)
                continue;
            ++m_seen[k];
            m_crowd.enter(interval.begin, interval.shown());
            m_crowd.leave(std::min(interval.end, lane.ended), interval.shown());
        }
        if (lane.ended != model::Open && !lane.intervals().empty() && !lane.cutOff)
            m_states.insert(stateAfterEnd(model, lane));
    }
}

std::vector<model::StateTimes> Overview::between(const model::Model& model, std::vector<Nanos> edges, Nanos now) const {
    std::vector<model::StateTimes> result = m_crowd.between(edges);
    ColumnSums open(std::move(edges));
    for (std::size_t k = 0; k < m_seen.size(); ++k) {
        const model::Lane& lane = *model.lane(model.lanes()[k]);
        open.add(since(lane, m_seen[k]), now);
    }
    const ColumnSums::Result added = open.result();
    for (std::size_t column = 0; column < result.size(); ++column)
        for (std::size_t s = 0; s < model::StateCount; ++s)
            result[column][s] = std::max<Nanos>(0, result[column][s]) + added.sums[column][s];
    return result;
}

MinimapGeometry minimapGeometry(const ViewState& state, Nanos edge, QSizeF size, const Theme& theme) {
    MinimapGeometry result;
    const double left = headerWidth(size, theme);
    const double width = std::max(1.0, std::floor(size.width() - left - RightMargin));
    result.strip = {left, AirAbove, width, std::max(0.0, size.height() - AirAbove - 3)};
    result.axis = {0, std::max(edge, ShortestRun), left, width};
    const double from = std::clamp(timeToX(result.axis, state.from), left, left + width);
    const double to = std::clamp(timeToX(result.axis, state.to), left, left + width);
    double begin = from, end = to;
    if (end - begin < NarrowestWindow) {
        begin = std::clamp((from + to - NarrowestWindow) / 2, left, std::max(left, left + width - NarrowestWindow));
        end = begin + NarrowestWindow;
    }
    result.window = {begin, result.strip.top() - 2, end - begin, result.strip.height() + 4};
    return result;
}

std::vector<Nanos> minimapEdges(const MinimapGeometry& geometry) {
    const auto columns = static_cast<std::size_t>(std::max(1.0, geometry.strip.width()));
    std::vector<Nanos> edges;
    edges.reserve(columns + 1);
    for (std::size_t i = 0; i <= columns; ++i)
        edges.push_back(static_cast<Nanos>(static_cast<double>(geometry.axis.span()) * static_cast<double>(i) /
                                           static_cast<double>(columns)));
    return edges;
}

Scene layoutMinimap(const model::Model& model, const std::vector<model::StateTimes>& shares, const analysis::Findings& findings,
                    const ViewState& state, Nanos edge, QSizeF size, const Theme& theme) {
    const TypeMeasure measure(theme);
    const MinimapGeometry geometry = minimapGeometry(state, edge, size, theme);
    Scene scene;
    scene.size = size;
    scene.layers.resize(3);
    Layer& ground = scene.layers[0];
    Layer& window = scene.layers[1];
    Layer& signs = scene.layers[2];
    ground.boxes.push_back({QRectF(QPointF(0, 0), size), Role::Panel, Form::Solid, false, 0, 1, Role::Transparent, {}});
    ground.boxes.push_back({geometry.strip, Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});

    // As high as the most lanes that lived at the same time.
    Nanos whole = 1;
    for (const model::StateTimes& share : shares)
        whole = std::max(whole, std::accumulate(share.begin(), share.end(), Nanos{0}));
    Strip strip;
    strip.count = static_cast<std::uint32_t>(shares.size());
    strip.rect = geometry.strip;
    strip.tag = {What::Overview, {}, {}, model::NoEvent, -1, 1};
    for (const model::StateTimes& share : shares)
        ground.columns.push_back(columnOf(share, 1, static_cast<double>(whole)));
    if (strip.count > 0 && strip.rect.height() > 0)
        ground.strips.push_back(strip);

    const double scale = theme.typeScale();
    const QRectF label(10 * scale, geometry.strip.top(), geometry.strip.left() - 18 * scale, geometry.strip.height());
    const QString text = QCoreApplication::translate("render", "Whole run");
    const QString length = textOf(model::durationText(edge));
    addText(ground, measure, length, label, Type::Small, Role::TextDim, Align::Right);
    addText(ground, measure, text, label.adjusted(0, 0, -measure.width(length, Type::Small) - 6, 0), Type::Small, Role::TextDim);

    window.boxes.push_back({geometry.window, Role::SelectionTint, Form::Solid, false, 2, 1, Role::Transparent, {}});
    window.boxes.push_back({geometry.window, Role::Accent, Form::Outline, false, 2, 1.5F, Role::Transparent, {}});
    for (const double x : {geometry.window.left(), geometry.window.right()}) // the handles that resize it
        window.boxes.push_back({QRectF(x - 1.5, geometry.window.center().y() - 6, 3, 12), Role::Accent, Form::Solid, false, 1, 1, Role::Transparent, {}});

    const auto inside = [&](double x) { return x >= geometry.strip.left() && x <= geometry.strip.right(); };
    const auto upright = [&](double x, Ink ink) {
        Line line;
        line.points[0] = QPointF(std::round(x) + 0.5, geometry.strip.top());
        line.points[1] = QPointF(std::round(x) + 0.5, geometry.strip.bottom());
        line.ink = ink;
        signs.lines.push_back(line);
    };
    for (const BreakMark& mark : breakMarks(model, geometry.axis, NarrowBreak + 1))
        addClipped(signs, {QRectF(std::round(mark.x) - NarrowBreak / 2, geometry.strip.top(), NarrowBreak, geometry.strip.height()), inkOf(model, mark), Form::Zigzag, false, 0, 1, Role::Transparent, tagOf(mark)},
                   geometry.strip);
    double last = -SignSpacing;
    const auto& all = findings.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double x = timeToX(geometry.axis, all[i].at);
        const bool chosen = state.finding && *state.finding == i;
        if (!inside(x) || (!chosen && std::abs(x - last) < SignSpacing))
            continue;
        last = x;
        if (chosen)
            upright(x, Role::Finding);
        signs.marks.push_back({QPointF(x, 4), chosen ? 10.0F : 8.0F, Glyph::TriangleDown, Role::Finding, {What::FindingMarker, {}, {}, all[i].event, static_cast<std::int32_t>(i), 1}});
    }
    last = -SignSpacing;
    for (std::size_t i = 0; i < state.bookmarks.size(); ++i) {
        const double x = timeToX(geometry.axis, state.bookmarks[i].at);
        if (!inside(x) || std::abs(x - last) < SignSpacing)
            continue;
        last = x;
        upright(x, Role::MarkNote);
        signs.marks.push_back({QPointF(x + 4, geometry.strip.bottom() - 5), 9, Glyph::Flag, Role::MarkNote, {What::Bookmark, {}, {}, model::NoEvent, static_cast<std::int32_t>(i), 1}});
    }
    if (state.cursor && inside(timeToX(geometry.axis, *state.cursor)))
        upright(timeToX(geometry.axis, *state.cursor), Role::Cursor);
    return scene;
}

} // namespace braid::render
