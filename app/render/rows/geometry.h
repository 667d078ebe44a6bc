#pragma once

#include "app/render/rows/rows.h"
#include "app/render/scene/coordinates.h"

#include <QRectF>
#include <QSizeF>
#include <algorithm>
#include <vector>

/// Where the parts of the timeline lie. Pure.
namespace braid::render {

/// The width of the names' column in a picture of `size`.
[[nodiscard]] double headerWidth(QSizeF size, const Theme& theme);

/// Where the parts of the timeline lie in a picture of a given size.
struct TimelineGeometry {
    QRectF ruler;   ///< above the lanes, right of the corner
    QRectF header;  ///< the lanes' names
    QRectF lanes;   ///< the bars
    QRectF heading; ///< between lanes and objects, whole width; empty without objects
    QRectF objectHeader;
    QRectF objects;
    double rowHeight = 0;     ///< of a lane, whether asked for or as there is room
    double bracketHeight = 0; ///< of a process that only holds others (Row::bracket)
    double laneContent = 0;   ///< heights of all rows; > lanes.height() = scrolls
    double objectContent = 0;
    double stuck = 0; ///< height of the pinned rows at the top of `lanes`, which do not scroll; at most half of it
    TimeAxis axis;    ///< of lanes, ruler and objects

    /// The furthest that makes sense; ≥ 0.
    [[nodiscard]] double maxScrollY() const { return std::max(0.0, laneContent - lanes.height()); }
    [[nodiscard]] double maxObjectScrollY() const { return std::max(0.0, objectContent - objects.height()); }
};
/// The geometry for `size`. Cheap: O(rows). `size` may be empty; then so are the parts.
[[nodiscard]] TimelineGeometry timelineGeometry(const model::Model& model, const ViewState& state, QSizeF size,
                                                const Theme& theme);
/// The rows in a picture of `size`, as high as they are there, and where everything lies.
struct TimelineRows {
    std::vector<Row> lanes, objects;
    TimelineGeometry geometry;
};
[[nodiscard]] TimelineRows timelineRows(const model::Model& model, const ViewState& state, QSizeF size, const Theme& theme);
/// The lanes' rows as high as `geometry`, of the same model and state, has them.
[[nodiscard]] std::vector<Row> laneRowsIn(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry);
/// The height at which nothing needs to scroll, with rows of ViewState::rowHeight, else of UsualRow.
[[nodiscard]] double fullHeight(const model::Model& model, const ViewState& state, const Theme& theme);
/// The row of lanes at `y` of the picture (scroll included), or nullptr.
[[nodiscard]] const Row* rowAt(const std::vector<Row>& rows, const ViewState& state, const TimelineGeometry& geometry,
                               double y);
/// The lane whose row is at `y` of the picture (scroll included), or none.
[[nodiscard]] LaneId laneAt(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, double y);
/// The scrollY that brings `lane` into view with the least movement; state.scrollY where it is there already or unknown.
[[nodiscard]] double scrollToLane(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry,
                                  LaneId lane);

} // namespace braid::render
