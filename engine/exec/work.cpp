#include "engine/exec/work.h"

#include "engine/schedule/choke_point.h"
#include "engine/trace/run_delay.h"

#include <sched.h>

namespace braid {
namespace {

using namespace std::chrono_literals;

/// Below this the difference of the clocks is an interrupt, not a switch to another thread.
constexpr std::chrono::nanoseconds Switched = 50us;
/// How long it computes between two looks at the clocks.
constexpr std::chrono::nanoseconds Look = 10us;

std::chrono::nanoseconds clockNow(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

const cpu_set_t& coresAtStart() {
    static const cpu_set_t set = [] {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        sched_getaffinity(0, sizeof cores, &cores);
        return cores;
    }();
    return set;
}

} // namespace

namespace this_thread {

std::chrono::nanoseconds cpu_time() { return clockNow(CLOCK_THREAD_CPUTIME_ID); }

std::chrono::nanoseconds work(std::chrono::nanoseconds cpu, CallSite site) { return work(cpu, cpu, [] {}, site); }

std::chrono::nanoseconds work(std::chrono::nanoseconds cpu, std::chrono::nanoseconds slice,
                              const std::function<void()>& between, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::pass();
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    const auto wallStart = clockNow(CLOCK_MONOTONIC);
    const auto cpuStart = cpu_time();
    auto wall = wallStart;
    auto used = cpuStart;
    auto nextSlice = cpuStart + slice;
    // The wall clock is read between two readings of the CPU clock, so a switch between them can only make the thread
    // seem to have run for longer, never invent a stretch in which it did not.
    while (used - cpuStart < cpu) {
        const auto lookAgain = clockNow(CLOCK_MONOTONIC) + Look;
        while (clockNow(CLOCK_MONOTONIC) < lookAgain) {
        }
        const auto wallNow = clockNow(CLOCK_MONOTONIC);
        const auto usedNow = cpu_time();
        const auto off = (wallNow - wall) - (usedNow - used);
        if (seen && off > Switched)
            trace::tellDelay(off, where);
        wall = wallNow;
        used = usedNow;
        if (used >= nextSlice && used - cpuStart < cpu) {
            between();
            // What the caller did in between is not ours to explain.
            wall = clockNow(CLOCK_MONOTONIC);
            used = cpu_time();
            nextSlice = used + slice;
        }
    }
    return clockNow(CLOCK_MONOTONIC) - wallStart;
}

} // namespace this_thread

bool pin_to_one_core() {
    const cpu_set_t& allowed = coresAtStart();
    for (int core = 0; core < CPU_SETSIZE; ++core) {
        if (CPU_ISSET(core, &allowed)) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(core, &one);
            return sched_setaffinity(0, sizeof one, &one) == 0;
        }
    }
    return false;
}

bool pin_to_all_cores() { return sched_setaffinity(0, sizeof(cpu_set_t), &coresAtStart()) == 0; }

int cores() { return CPU_COUNT(&coresAtStart()); }

} // namespace braid
