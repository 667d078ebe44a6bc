#include "engine/schedule/choke_point.h"

#include "engine/trace/deadline.h"
#include "engine/trace/run_delay.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <unistd.h>

namespace braid::schedule {
namespace {

using trace::Command;
using trace::ControlMode;
using trace::ControlPage;
using trace::EventKind;
using trace::Order;

ControlMode modeOf(const ControlPage& page) {
    return Command::unpacked(page.command.load(std::memory_order_acquire)).mode;
}

/// Ends the process: threads that hold or wait for locks cannot be ended one by one, and need not be.
void endIfStopped(const ControlPage& page) {
    if (modeOf(page) == ControlMode::Stop)
        _exit(0);
}

/// Takes one of the granted steps, if it is meant for `lane`. Those for whoever comes first are for `anyones` only.
bool takeStep(ControlPage& page, LaneId lane, bool anyones) {
    std::uint64_t word = page.command.load(std::memory_order_acquire);
    while (true) {
        Command next = Command::unpacked(word);
        if (next.steps == 0 || (next.lane != lane && (next.lane || !anyones)))
            return false;
        if (--next.steps == 0)
            next.lane = {};
        if (page.command.compare_exchange_weak(word, next.packed(), std::memory_order_acq_rel))
            return true;
    }
}

void say(EventKind kind) { trace::append(kind, ObjectId{}, 0, SiteId{}); }

constinit thread_local std::chrono::nanoseconds t_heldByPause{0};

struct InPause {
    bool held = false;    ///< HoldBegin was said
    bool stepped = false; ///< it goes on because it was given a step
};

/// Waits while the run is paused and the thread is given no step. Whoever is asleep takes none that is for anyone. `waits`:
/// its wait has begun already, as a sleep or in slow motion.
InPause waitInPause(ControlPage& page, bool asleep, bool waits) {
    InPause result;
    std::chrono::steady_clock::time_point begin;
    for (;;) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        if (modeOf(page) != ControlMode::Pause)
            break;
        result.stepped = takeStep(page, LaneId{trace::t_writer.lane}, !asleep);
        if (result.stepped)
            break;
        if (!std::exchange(result.held, true)) {
            if (!waits)
                trace::waitBegins();
            trace::append(EventKind::HoldBegin, ObjectId{}, 0, SiteId{}, Order::Own, trace::HeldByPause, asleep ? trace::HeldAsleep : 0);
            begin = std::chrono::steady_clock::now();
        }
        trace::futexWait(page.generation, generation);
    }
    if (result.held)
        t_heldByPause += std::chrono::steady_clock::now() - begin;
    return result;
}

} // namespace

void hold() {
    ControlPage& page = *trace::t_writer.control;
    bool held = false;

    // Slow motion: the delay that follows the last operation.
    const auto begin = std::chrono::steady_clock::now();
    for (;;) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        const std::chrono::microseconds delay(page.operationDelayUs.load(std::memory_order_relaxed));
        const auto left = begin + delay - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds(0) || modeOf(page) == ControlMode::Pause)
            break;
        if (!std::exchange(held, true)) {
            trace::waitBegins();
            say(EventKind::HoldBegin);
        }
        const std::timespec timeout = trace::timespecOf(left);
        trace::futexWait(page.generation, generation, &timeout);
    }

    const InPause pause = waitInPause(page, false, held);
    if (held || pause.held) {
        trace::waitEnds();
        say(EventKind::HoldEnd);
    }
}

bool rest() {
    const InPause pause = waitInPause(*trace::t_writer.control, true, true);
    if (pause.held)
        say(EventKind::HoldEnd);
    return pause.stepped;
}

std::chrono::nanoseconds heldByPause() { return t_heldByPause; }

void sleep(std::chrono::nanoseconds duration, CallSite site) {
    if (!trace::recording()) {
        std::this_thread::sleep_for(duration);
        return;
    }
    pass();
    ControlPage& page = *trace::t_writer.control;
    const SiteId where = trace::siteId(site);
    duration = std::max(duration, std::chrono::nanoseconds(0));
    trace::waitBegins();
    trace::append(EventKind::SleepBegin, ObjectId{}, 0, where, Order::Own, static_cast<std::uint64_t>(duration.count()));
    // Counted in scenario time, so that a factor that changes meanwhile stretches only what is left.
    double left = static_cast<double>(duration.count());
    bool stepped = false; // it may sleep on in this pause
    while (left >= 1) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        if (modeOf(page) != ControlMode::Pause)
            stepped = false;
        else if (!stepped) {
            stepped = rest();
            continue; // the page is another one
        }
        const std::uint32_t permille = page.sleepPermille.load(std::memory_order_relaxed);
        const double factor = permille == 0 ? 1.0 : permille / 1000.0;
        const std::timespec timeout = trace::timespecOf(trace::nanosOf(left * factor));
        const auto begin = std::chrono::steady_clock::now();
        trace::futexWait(page.generation, generation, &timeout);
        const std::chrono::nanoseconds slept = std::chrono::steady_clock::now() - begin;
        left -= static_cast<double>(slept.count()) / factor;
    }
    trace::waitEnds();
    trace::append(EventKind::SleepEnd, ObjectId{}, 0, where);
}

} // namespace braid::schedule
