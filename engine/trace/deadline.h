#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

/// Times that do not run over, however long the limit is.
namespace braid::trace {

/// `limit` after now; the clock's last moment where that is beyond its range.
template <class Clock = std::chrono::steady_clock>
[[nodiscard]] typename Clock::time_point deadlineAfter(std::chrono::nanoseconds limit) {
    const auto now = Clock::now();
    return limit < Clock::time_point::max() - now ? now + limit : Clock::time_point::max();
}

/// A number of ns; 0 where it is negative or none, the longest there is where it is too large.
[[nodiscard]] inline std::chrono::nanoseconds nanosOf(double count) {
    constexpr double Beyond = 9223372036854775808.0; // 2^63
    if (!(count > 0))
        return std::chrono::nanoseconds(0);
    return count < Beyond ? std::chrono::nanoseconds(static_cast<std::int64_t>(count)) : std::chrono::nanoseconds::max();
}

/// As the C library wants it. `time` ≥ 0.
[[nodiscard]] inline std::timespec timespecOf(std::chrono::nanoseconds time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    return {static_cast<std::time_t>(seconds.count()), static_cast<long>((time - seconds).count())};
}

} // namespace braid::trace
