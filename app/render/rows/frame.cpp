#include "app/render/rows/frame.h"

#include <cmath>

namespace braid::render {

Columns::Columns(const Frame& frame)
    : from(frame.geometry.axis.from), to(from + frame.geometry.axis.span()), width(frame.geometry.axis.width),
      scale(width / static_cast<double>(to - from)), count(static_cast<int>(std::floor(width))) {}

} // namespace braid::render
