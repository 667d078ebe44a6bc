#include "app/render/rows/frame.h"

#include "app/render/rows/row_heights.h"

#include <cmath>

namespace braid::render {

namespace {

/// Of the height that a row has beyond the usual one, the shares of gutter and track, and how high these become at most.
constexpr double GutterShare = 0.45, HighestGutter = 26;
constexpr double TrackShare = 0.42, HighestTrack = 17;

} // namespace

RowParts laneParts(const QRectF& whole, double typeScale) {
    const double beyond = std::max(0.0, whole.height() - UsualRow * typeScale);
    const double gutter = std::round(std::min(beyond * GutterShare, HighestGutter * typeScale));
    const double track = std::round(std::min(beyond * TrackShare, HighestTrack * typeScale));
    return {whole, whole.adjusted(0, gutter, 0, 0), whole.adjusted(0, gutter + track, 0, 0)};
}

Columns::Columns(const Frame& frame)
    : from(frame.geometry.axis.from), to(from + frame.geometry.axis.span()), width(frame.geometry.axis.width),
      scale(width / static_cast<double>(to - from)), count(static_cast<int>(std::floor(width))) {}

const RowPlace* rowOf(std::span<const RowPlace> places, LaneId lane) {
    const auto found = std::find_if(places.begin(), places.end(), [&](const RowPlace& place) {
        return place.row.isOf(lane);
    });
    return found == places.end() ? nullptr : &*found;
}

} // namespace braid::render
