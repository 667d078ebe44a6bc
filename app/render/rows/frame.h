#pragma once

#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/labels.h"
#include "engine/analysis/findings/findings.h"

#include <algorithm>
#include <span>

/// What the parts of the timeline's layout share. Not for use outside app/render.
namespace braid::render {

constexpr double LabelledRow = 20; ///< rows lower than this carry no words beside marks and on tasks

/// Everything a part of the timeline's layout needs to know.
struct Frame {
    const model::Model& model;
    const analysis::Findings& findings;
    const ViewState& state;
    const Theme& theme;
    const TypeMeasure& measure;
    model::Nanos end;  ///< the live edge
    model::Nanos edge; ///< up to here what is open is drawn: `end`, of a stuck run some pixels more
    TimelineGeometry geometry;
    ObjectId selectedObject;        ///< of the selection, directly or by its bar
    QSizeF size;                    ///< of the picture
    std::span<const double> breaks; ///< the middles of the marks of breaks, from left to right

    [[nodiscard]] double x(model::Nanos time) const { return timeToX(geometry.axis, time); }
    /// The end of `interval`, growing with the edge where it is open or was cut off by the end of the run.
    [[nodiscard]] model::Nanos endOf(const model::Interval& interval) const {
        return std::min(interval.end, std::max(edge, interval.begin));
    }
    /// The end of its last interval.
    [[nodiscard]] model::Nanos endOf(const model::Lane& lane) const { return lane.cutOff ? edge : std::min(lane.ended, edge); }
    /// The moment the words in the headers are about.
    [[nodiscard]] model::Nanos now() const { return state.cursor.value_or(end); }
};

/// The pixel columns of the time axis, counted from its left edge.
struct Columns {
    explicit Columns(const Frame& frame);
    model::Nanos from, to; ///< what the axis shows
    double width;
    double scale; ///< pixels per nanosecond
    int count;

    /// Pixels from the left edge, clamped to the axis.
    [[nodiscard]] double pixel(model::Nanos time) const {
        return std::clamp(static_cast<double>(time - from) * scale, 0.0, width);
    }
    /// The time at the left edge of `column`.
    [[nodiscard]] model::Nanos time(int column) const {
        return from + static_cast<model::Nanos>(static_cast<double>(column) / scale + 0.5);
    }
};

/// The parts of a row; x as the lanes, y scrolled; may reach beyond the area. A high row of a lane has a gutter for arrows at
/// its top, then a track for marks and what they say; in a usual one these lie over the bars.
struct RowParts {
    QRectF whole; ///< all of it
    QRectF rect;  ///< `whole` without the gutter: marks at its top, bars at its bottom
    QRectF bars;  ///< `rect` without the track of the marks
};
/// Of a lane's row that takes `whole`. Continuous in its height.
[[nodiscard]] RowParts laneParts(const QRectF& whole, double typeScale);

/// Where things of one row are drawn.
struct RowPlace : RowParts {
    Row row;
    QRectF header; ///< of the name
    QRectF clip;   ///< the area
    /// Of words in and over its bars: a little larger where the row is high.
    [[nodiscard]] Type words(double typeScale) const { return bars.height() >= 34 * typeScale ? Type::Normal : Type::Small; }
};

/// The place of the lane's own row; nullptr where it has none in view.
[[nodiscard]] const RowPlace* rowOf(std::span<const RowPlace> places, LaneId lane);

} // namespace braid::render
