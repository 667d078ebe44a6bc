#pragma once

#include "engine/trace/deadline.h"

#include <chrono>

namespace braid::schedule {

/// The clock of the engine's waits and of scenarios: std::chrono::steady_clock, and while the run is under control
/// (controlled_run.h) the time of that run, which passes only as its lanes use it. Not the trace's time stamps, which are
/// always real. Thread-safe.
struct Clock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<std::chrono::steady_clock, duration>;
    static constexpr bool is_steady = true;
    [[nodiscard]] static time_point now() noexcept;
};

[[nodiscard]] inline Clock::time_point now() noexcept { return Clock::now(); }

/// `limit` after now; the clock's last moment where that is beyond its range.
[[nodiscard]] inline Clock::time_point deadlineAfter(std::chrono::nanoseconds limit) {
    return trace::deadlineAfter<Clock>(limit);
}

} // namespace braid::schedule

namespace braid {
/// std::chrono::steady_clock as scenarios read it.
using steady_clock = schedule::Clock;
} // namespace braid
