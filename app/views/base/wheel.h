#pragma once

namespace braid::views {

/// By how much a time axis is nearer after one notch of the wheel, wherever there is one.
constexpr double ZoomPerNotch = 1.25;
constexpr double DegreesPerNotch = 120; ///< QWheelEvent counts eighths of a degree

} // namespace braid::views
