#pragma once

#include "engine/trace/format.h"
#include "engine/trace/writer/ticks.h"

#include <cstdint>

namespace braid::trace {

/// How a trace's ticks become time.
struct Calibration {
    ClockSource source = ClockSource::Monotonic;
    std::uint64_t startTicks = 0;
    double nanosPerTick = 1;
    std::int64_t startMonotonic = 0; ///< ns
    std::int64_t startWall = 0;      ///< ns since 1970
};

/// The time-stamp counter where the kernel itself keeps time with it (then it is constant and the same on all cores),
/// else CLOCK_MONOTONIC. Measures the counter's rate against CLOCK_MONOTONIC for about 5 ms.
[[nodiscard]] Calibration calibrate();

} // namespace braid::trace
