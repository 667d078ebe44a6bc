#include "engine/schedule/scheduling_point.h"

#include "engine/schedule/wait.h"
#include "engine/trace/deadline.h"
#include "engine/trace/recording/run_delay.h"
#include "engine/trace/recording/shared_traced_object.h"
#include "engine/trace/recording/traced_object.h"
#include "engine/trace/steps.h"

#include <algorithm>
#include <thread>
#include <unistd.h>
#include <utility>

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

/// The lane does not go on from here, before `operation`. `why`: HeldByPause, or 0 in slow motion.
void sayHeld(const Operation& operation, std::uint64_t why, bool asleep) {
    trace::append(EventKind::HoldBegin, operation.object, 0, operation.site, Order::Own, why,
                  (asleep ? trace::HeldAsleep : 0) | static_cast<std::uint32_t>(operation.kind) << trace::HeldOperationShift);
}
void sayGoesOn() { trace::append(EventKind::HoldEnd, ObjectId{}, 0, SiteId{}); }

double sleepFactor(const ControlPage& page) {
    const std::uint32_t permille = page.sleepPermille.load(std::memory_order_relaxed);
    return permille == 0 ? 1.0 : permille / 1000.0;
}

constinit thread_local std::chrono::nanoseconds t_heldByPause{0};

struct InPause {
    bool held = false;    ///< sayHeld() was called
    bool stepped = false; ///< it goes on because it was given a step
};

/// Waits while the run is paused and the thread is given no step. A sleeper takes none that is for the first to come. `waits`:
/// its wait has begun already, as a sleep or in slow motion.
InPause waitInPause(ControlPage& page, const Operation& operation, bool asleep, bool waits) {
    InPause result;
    Clock::time_point begin;
    for (;;) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        if (modeOf(page) != ControlMode::Pause)
            break;
        result.stepped = trace::takeStep(page, LaneId{trace::t_writer.lane}, !asleep);
        if (result.stepped)
            break;
        if (!std::exchange(result.held, true)) {
            if (!waits)
                trace::waitBegins();
            sayHeld(operation, trace::HeldByPause, asleep);
            begin = now();
        }
        trace::futexWait(page.generation, generation);
    }
    if (result.held)
        t_heldByPause += now() - begin;
    return result;
}

void pauseBefore(const Operation& operation) {
    ControlPage& page = *trace::t_writer.control;
    if (ControlledRun* run = ControlledRun::current(); run != nullptr)
        run->before(operation);
    bool held = false;

    // Slow motion: the delay that follows the last operation.
    // In real time, also under control: it is for the person who watches.
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
            sayHeld(operation, 0, false);
        }
        const std::timespec timeout = trace::timespecOf(left);
        trace::futexWait(page.generation, generation, &timeout);
    }

    const InPause pause = waitInPause(page, operation, false, held);
    if (held || pause.held) {
        trace::waitEnds();
        sayGoesOn();
    }
}

Operation operationOf(OperationKind kind, ObjectId object, CallSite site) {
    return {kind, object, LaneId{trace::t_writer.lane}, trace::siteId(site)};
}

} // namespace

void pauseBefore(OperationKind kind, ObjectId object, CallSite site) { pauseBefore(operationOf(kind, object, site)); }
void pauseBefore(OperationKind kind, trace::TracedObject& object, CallSite site) {
    pauseBefore(operationOf(kind, object.id(), site));
}
void pauseBefore(OperationKind kind, trace::SharedTracedObject& object, CallSite site) {
    pauseBefore(operationOf(kind, object.id(), site));
}

bool rest() {
    const InPause pause = waitInPause(*trace::t_writer.control, {}, true, true);
    if (pause.held)
        sayGoesOn();
    return pause.stepped;
}

std::chrono::nanoseconds heldByPause() { return t_heldByPause; }

void sleep(std::chrono::nanoseconds duration, CallSite site) {
    if (!trace::recording()) {
        blockOutside([&] { std::this_thread::sleep_for(duration); });
        return;
    }
    before(OperationKind::Sleep, site);
    ControlPage& page = *trace::t_writer.control;
    const SiteId where = trace::siteId(site);
    duration = std::max(duration, std::chrono::nanoseconds(0));
    trace::waitBegins();
    trace::append(EventKind::SleepBegin, ObjectId{}, 0, where, Order::Own, static_cast<std::uint64_t>(duration.count()));
    if (controlled()) {
        const Clock::time_point end = deadlineAfter(trace::nanosOf(static_cast<double>(duration.count()) * sleepFactor(page)));
        while (now() < end)
            ControlledRun::current()->block(ObjectId{}, end);
        trace::waitEnds();
        trace::append(EventKind::SleepEnd, ObjectId{}, 0, where);
        return;
    }
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
        const double factor = sleepFactor(page);
        const std::timespec timeout = trace::timespecOf(trace::nanosOf(left * factor));
        const auto begin = now();
        trace::futexWait(page.generation, generation, &timeout);
        const std::chrono::nanoseconds slept = now() - begin;
        left -= static_cast<double>(slept.count()) / factor;
    }
    trace::waitEnds();
    trace::append(EventKind::SleepEnd, ObjectId{}, 0, where);
}

} // namespace braid::schedule
