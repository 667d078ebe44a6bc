#pragma once

#include "engine/trace/format.h"

#include <chrono>
#include <cstdint>
#include <ctime>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace braid::trace {

/// How a trace's ticks become time.
struct Calibration {
    ClockSource source = ClockSource::Monotonic;
    std::uint64_t startTicks = 0;
    double nanosPerTick = 1;
    std::int64_t startMonotonic = 0; ///< ns
    std::int64_t startWall = 0;      ///< ns since 1970
};

/// CLOCK_MONOTONIC in ns.
[[nodiscard]] inline std::uint64_t monotonicNanos() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(now.tv_nsec);
}

/// The clock's count now. The time-stamp counter is not serialising: it may be read a few ns early or late, which the
/// numbers on each object make good.
[[nodiscard]] inline std::uint64_t ticks(ClockSource source) {
#if defined(__x86_64__)
    if (source == ClockSource::TimeStampCounter)
        return __rdtsc();
#endif
    (void)source;
    return monotonicNanos();
}

/// The time-stamp counter where the kernel itself keeps time with it (then it is constant and the same on all cores),
/// else CLOCK_MONOTONIC. Measures the counter's rate against CLOCK_MONOTONIC for about 5 ms.
[[nodiscard]] Calibration calibrate();

} // namespace braid::trace
