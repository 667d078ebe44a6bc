#include "app/render/rows/frame.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

model::Nanos Frame::endOf(const model::Lane& lane, std::size_t i) const {
    const model::Nanos last = i + 1 < lane.intervals.size() ? lane.intervals[i + 1].begin : endOf(lane);
    return std::min(last, std::max(edge, lane.intervals[i].begin));
}

Columns::Columns(const Frame& frame)
    : from(frame.geometry.axis.from), to(from + frame.geometry.axis.span()), width(frame.geometry.axis.width),
      scale(width / static_cast<double>(to - from)), count(static_cast<int>(std::floor(width))) {}

} // namespace braid::render
