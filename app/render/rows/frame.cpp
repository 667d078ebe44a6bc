#include "app/render/rows/frame.h"

#include <cmath>

namespace braid::render {

Columns::Columns(const Frame& frame)
    : from(frame.geometry.axis.from), to(from + frame.geometry.axis.span()), width(frame.geometry.axis.width),
      scale(width / static_cast<double>(to - from)), count(static_cast<int>(std::floor(width))) {}

const RowPlace* rowOf(std::span<const RowPlace> places, LaneId lane) {
    const auto found = std::find_if(places.begin(), places.end(), [&](const RowPlace& place) {
        return place.row.lane == lane && !place.row.members && !place.row.crowd;
    });
    return found == places.end() ? nullptr : &*found;
}

} // namespace braid::render
