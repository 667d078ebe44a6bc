#pragma once

#include "engine/trace/format.h"

#include <cstdint>

namespace braid::trace {

/// As the kernel fills it in, without the C library's headers.
struct KernelTime {
    std::int64_t seconds;
    std::int64_t nanos;
};
/// The C library's clock_gettime, which makes no system call.
extern "C" int braidClockGettime(int clock, KernelTime* time) noexcept __asm__("clock_gettime");

/// CLOCK_MONOTONIC in ns. Async-signal-safe.
[[nodiscard]] inline std::uint64_t monotonicNanos() {
    constexpr int Monotonic = 1;
    KernelTime now{};
    braidClockGettime(Monotonic, &now);
    return static_cast<std::uint64_t>(now.seconds) * 1'000'000'000u + static_cast<std::uint64_t>(now.nanos);
}

/// The clock's count now. The time-stamp counter is not serialising: it may be read a few ns early or late, which the
/// numbers on each object make good. Async-signal-safe.
[[nodiscard]] inline std::uint64_t ticks(ClockSource source) {
#if defined(__x86_64__)
    if (source == ClockSource::TimeStampCounter)
        return __builtin_ia32_rdtsc();
#endif
    (void)source;
    return monotonicNanos();
}

} // namespace braid::trace
