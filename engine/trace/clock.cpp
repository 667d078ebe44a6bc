#include "engine/trace/clock.h"

#include <ctime>
#include <fstream>
#include <limits>
#include <string>

namespace braid::trace {
namespace {

bool kernelTrustsTimeStampCounter() {
#if defined(__x86_64__)
    std::ifstream file("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    std::string name;
    return file >> name && name == "tsc";
#else
    return false;
#endif
}

struct Pair {
    std::uint64_t ticks;
    std::uint64_t nanos;
};

/// Both clocks at one moment: of several tries the one in which the reading was least disturbed.
Pair readBoth() {
    Pair best{};
    std::uint64_t bestGap = std::numeric_limits<std::uint64_t>::max();
    for (int i = 0; i < 16; ++i) {
        const std::uint64_t before = ticks(ClockSource::TimeStampCounter);
        const std::uint64_t nanos = monotonicNanos();
        const std::uint64_t after = ticks(ClockSource::TimeStampCounter);
        if (after - before < bestGap) {
            bestGap = after - before;
            best = {before + (after - before) / 2, nanos};
        }
    }
    return best;
}

/// The rate does not change while the machine runs: measured once a process.
double measureNanosPerTick() {
    const Pair first = readBoth();
    const timespec pause{0, 5'000'000};
    nanosleep(&pause, nullptr);
    const Pair second = readBoth();
    return static_cast<double>(second.nanos - first.nanos) / static_cast<double>(second.ticks - first.ticks);
}

} // namespace

Calibration calibrate() {
    Calibration result;
    timespec wall{};
    if (kernelTrustsTimeStampCounter()) {
        static const double nanosPerTick = measureNanosPerTick();
        const Pair start = readBoth();
        result = {ClockSource::TimeStampCounter, start.ticks, nanosPerTick, static_cast<std::int64_t>(start.nanos), 0};
    } else {
        const std::uint64_t now = monotonicNanos();
        result = {ClockSource::Monotonic, now, 1.0, static_cast<std::int64_t>(now), 0};
    }
    clock_gettime(CLOCK_REALTIME, &wall);
    result.startWall = std::int64_t{wall.tv_sec} * 1'000'000'000 + wall.tv_nsec;
    return result;
}

} // namespace braid::trace
