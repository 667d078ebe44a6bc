#include "app/render/rows/geometry.h"

#include "app/render/rows/row_heights.h"
#include "app/render/scene/theme.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr double RulerHeight = 30;
constexpr double HeadingHeight = 24;
constexpr double RightMargin = 10;
constexpr double ObjectShare = 0.4; ///< of the picture, when lanes and objects do not both fit
constexpr double LanesFirst = 9;    ///< usual rows (eight lanes and their process) that lanes have before objects have more than LeastObjects
constexpr double LeastObjects = 72; ///< high: two rows of locks
constexpr double LeastLanes = 3.5;  ///< usual rows that are left to lanes then; where there is no room for them, there is none for objects

} // namespace

double headerWidth(QSizeF size, const Theme& theme) {
    return std::round(std::min(232 * theme.typeScale(), size.width() * 0.4));
}

namespace {

// Pinned rows come first. Those that would take more than half of the lanes' area scroll with the others.
double stuckHeight(const std::vector<Row>& rows, double room) {
    double stuck = 0;
    for (const Row& row : rows) {
        if (!row.pinned || row.top + row.height > room / 2)
            break;
        stuck = row.top + row.height;
    }
    return stuck;
}

} // namespace

TimelineRows timelineRows(const model::Model& model, const ViewState& state, QSizeF size, const Theme& theme) {
    const double scale = theme.typeScale();
    TimelineRows rows;
    rows.lanes = laneRows(model, state);
    rows.objects = objectRows(model, state, theme);
    TimelineGeometry& result = rows.geometry;
    const double least = (contentHeight(rows.lanes) > LeastLanes * UsualRow ? LeastLanes * UsualRow / (1 - ObjectShare) + HeadingHeight : 0) * scale;
    if (size.height() - RulerHeight * scale < least)
        rows.objects.clear();
    const double width = std::max(0.0, size.width());
    const double height = std::max(0.0, size.height());
    const double rulerHeight = std::min(height, std::round(RulerHeight * scale));
    const double left = headerWidth(QSizeF(width, height), theme);
    const double room = std::max(0.0, width - left - RightMargin);
    const double heading = !rows.objects.empty() ? std::min(height - rulerHeight, std::round(HeadingHeight * scale)) : 0;
    const double rest = std::max(0.0, height - rulerHeight - heading);

    result.rowHeight = state.rowHeight ? std::round(std::clamp(*state.rowHeight, LowestRow, TallestRow) * scale)
                                       : fittingRowHeight(rows.lanes, rows.objects, rest, scale);
    result.bracketHeight = std::min(result.rowHeight, std::round(UsualRow * scale));
    setLaneHeights(rows.lanes, result.rowHeight, result.bracketHeight);
    if (!state.rowHeight && contentHeight(rows.lanes) + contentHeight(rows.objects) <= rest)
        growObjects(rows.objects, fittingGrowth(rows.objects, rest - contentHeight(rows.lanes), objectGrowth(result.rowHeight, scale)));
    const double laneContent = contentHeight(rows.lanes), objectContent = contentHeight(rows.objects);
    result.laneContent = laneContent;
    result.objectContent = objectContent;

    double lanes = std::min(laneContent, rest);
    double objects = std::min(objectContent, rest - lanes);
    if (objects < objectContent) {
        objects = std::min(objectContent, std::max(rest - laneContent, std::floor(rest * ObjectShare)));
        objects = std::min(objects, std::max(rest - std::min(laneContent, LanesFirst * UsualRow * scale), LeastObjects * scale));
        lanes = rest - objects;
    } else if (objectContent <= 0) {
        lanes = rest;
    }
    result.stuck = stuckHeight(rows.lanes, lanes);
    result.ruler = {left, 0, room, rulerHeight};
    result.header = {0, rulerHeight, left, lanes};
    result.lanes = {left, rulerHeight, room, lanes};
    if (heading > 0)
        result.heading = {0, rulerHeight + lanes, width, heading};
    const double objectTop = rulerHeight + lanes + heading;
    result.objectHeader = {0, objectTop, left, objects};
    result.objects = {left, objectTop, room, objects};
    result.axis = {state.from, state.to, left, std::max(1.0, room)};
    return rows;
}

TimelineGeometry timelineGeometry(const model::Model& model, const ViewState& state, QSizeF size, const Theme& theme) {
    return timelineRows(model, state, size, theme).geometry;
}

std::vector<Row> laneRowsIn(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry) {
    std::vector<Row> rows = laneRows(model, state);
    setLaneHeights(rows, geometry.rowHeight, geometry.bracketHeight);
    return rows;
}

double fullHeight(const model::Model& model, const ViewState& state, const Theme& theme) {
    const double objects = contentHeight(objectRows(model, state, theme));
    return std::round(RulerHeight * theme.typeScale()) + contentHeight(laneRows(model, state)) +
           (objects > 0 ? objects + std::round(HeadingHeight * theme.typeScale()) : 0);
}

const Row* rowAt(const std::vector<Row>& rows, const ViewState& state, const TimelineGeometry& geometry, double y) {
    if (y < geometry.lanes.top() || y >= geometry.lanes.bottom())
        return nullptr;
    const double seen = y - geometry.lanes.top();
    const double content = seen < geometry.stuck ? seen : seen + std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    const auto row = std::partition_point(rows.begin(), rows.end(),
                                          [&](const Row& r) { return r.top + r.height <= content; });
    return row == rows.end() ? nullptr : &*row;
}

LaneId laneAt(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, double y) {
    const std::vector<Row> rows = laneRowsIn(model, state, geometry);
    const Row* row = rowAt(rows, state, geometry, y);
    return row ? row->lane : LaneId{};
}

double scrollToLane(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, LaneId lane) {
    const double scroll = std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    const model::Lane* known = model.lane(lane);
    const model::Lane* parent = known ? model.lane(known->parent) : nullptr;
    const bool inCrowd = parent && parent->crowd && !state.unfolded.contains(parent->id);
    const std::vector<Row> rows = laneRowsIn(model, state, geometry);
    const auto own = [&](const Row& row) { return row.isOf(lane); };
    // Alone, else together with others.
    auto row = std::find_if(rows.begin(), rows.end(), own);
    if (row == rows.end())
        row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) {
            if (inCrowd)
                return r.crowd && r.lane == parent->id;
            return r.members && std::find(r.members->begin(), r.members->end(), lane) != r.members->end();
        });
    if (row == rows.end())
        return state.scrollY;
    if (row->top + row->height <= geometry.stuck)
        return scroll;
    if (row->top < scroll + geometry.stuck)
        return std::max(0.0, row->top - geometry.stuck);
    if (row->top + row->height > scroll + geometry.lanes.height())
        return std::clamp(row->top + row->height - geometry.lanes.height(), 0.0, geometry.maxScrollY());
    return scroll;
}

} // namespace braid::render
