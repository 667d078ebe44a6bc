#include "engine/exec/work.h"

#include "engine/schedule/wait.h"
#include "engine/trace/recording/run_delay.h"

#include <algorithm>
#include <sched.h>

namespace braid {
namespace {

using namespace std::chrono_literals;

/// Below this the difference of the clocks is an interrupt, not a switch to another thread.
constexpr std::chrono::nanoseconds Switched = 50us;
/// How long it computes between two looks at the clocks.
constexpr std::chrono::nanoseconds Look = 10us;

/// Under a schedule computing is time that passes: a slice of it is one turn.
std::chrono::nanoseconds workUnderControl(std::chrono::nanoseconds cpu, std::chrono::nanoseconds slice,
                                          const std::function<void()>& between, CallSite site) {
    const auto begin = schedule::now();
    for (auto left = cpu; left.count() > 0;) {
        const auto now = std::clamp(slice, std::chrono::nanoseconds(1), left);
        schedule::ControlledRun::current()->compute(now);
        left -= now;
        schedule::before(schedule::OperationKind::Compute, site);
        if (left.count() > 0)
            between();
    }
    return schedule::now() - begin;
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

/// While it lasts the thread tells its delays itself; not what it does in between.
class LooksItself {
public:
    LooksItself() { trace::seesItself(true); }
    ~LooksItself() { trace::seesItself(false); }
    LooksItself(const LooksItself&) = delete;
    LooksItself& operator=(const LooksItself&) = delete;
};

} // namespace

namespace this_thread {

std::chrono::nanoseconds cpu_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

std::chrono::nanoseconds work(std::chrono::nanoseconds cpu, CallSite site) {
    return work(
        cpu, cpu, [] {}, site);
}

std::chrono::nanoseconds work(std::chrono::nanoseconds cpu, std::chrono::nanoseconds slice,
                              const std::function<void()>& between, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Compute, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    if (schedule::controlled())
        return workUnderControl(cpu, slice, between, site);
    const LooksItself looks;
    const auto wallStart = schedule::now();
    const auto cpuStart = cpu_time();
    auto wall = wallStart;
    auto used = cpuStart;
    auto nextSlice = cpuStart + slice;
    // The wall clock is read between two readings of the CPU clock, so a switch between them can only make the thread
    // seem to have run for longer, never invent a stretch in which it did not.
    while (used - cpuStart < cpu) {
        const auto lookAgain = schedule::now() + Look;
        while (schedule::now() < lookAgain) {
        }
        const auto wallNow = schedule::now();
        const auto usedNow = cpu_time();
        const auto off = (wallNow - wall) - (usedNow - used);
        if (seen && off > Switched)
            trace::tellDelay(off, where);
        wall = wallNow;
        used = usedNow;
        if (used >= nextSlice && used - cpuStart < cpu) {
            between();
            // What the caller did in between is not ours to explain.
            wall = schedule::now();
            used = cpu_time();
            nextSlice = used + slice;
        }
    }
    return schedule::now() - wallStart;
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
