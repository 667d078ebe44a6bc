#include "engine/schedule/choke_point.h"

#include "engine/trace/deadline.h"

#include <algorithm>
#include <thread>
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

/// Takes one of the granted steps, if it is meant for `lane`.
bool takeStep(ControlPage& page, LaneId lane) {
    std::uint64_t word = page.command.load(std::memory_order_acquire);
    while (true) {
        Command next = Command::unpacked(word);
        if (next.steps == 0 || (next.lane && next.lane != lane))
            return false;
        if (--next.steps == 0)
            next.lane = {};
        if (page.command.compare_exchange_weak(word, next.packed(), std::memory_order_acq_rel))
            return true;
    }
}

void say(EventKind kind) { trace::append(kind, ObjectId{}, 0, SiteId{}); }

} // namespace

void hold() {
    ControlPage& page = *trace::t_writer.control;
    bool held = false;
    const auto markHeld = [&held] {
        if (!held)
            say(EventKind::HoldBegin);
        held = true;
    };

    // Slow motion: the delay that follows the last operation.
    const auto begin = std::chrono::steady_clock::now();
    for (;;) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        const std::chrono::microseconds delay(page.operationDelayUs.load(std::memory_order_relaxed));
        const auto left = begin + delay - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds(0) || modeOf(page) == ControlMode::Pause)
            break;
        markHeld();
        const std::timespec timeout = trace::timespecOf(left);
        trace::futexWait(page.generation, generation, &timeout);
    }

    for (;;) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        if (modeOf(page) == ControlMode::Run || takeStep(page, LaneId{trace::t_writer.lane}))
            break;
        markHeld();
        trace::futexWait(page.generation, generation);
    }
    if (held)
        say(EventKind::HoldEnd);
}

void sleep(std::chrono::nanoseconds duration, CallSite site) {
    if (!trace::recording()) {
        std::this_thread::sleep_for(duration);
        return;
    }
    pass();
    ControlPage& page = *trace::t_writer.control;
    const SiteId where = trace::siteId(site);
    duration = std::max(duration, std::chrono::nanoseconds(0));
    trace::append(EventKind::SleepBegin, ObjectId{}, 0, where, Order::Own, static_cast<std::uint64_t>(duration.count()));
    // Counted in scenario time, so that a factor that changes meanwhile stretches only what is left.
    double left = static_cast<double>(duration.count());
    while (left >= 1) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        endIfStopped(page);
        const std::uint32_t permille = page.sleepPermille.load(std::memory_order_relaxed);
        const double factor = permille == 0 ? 1.0 : permille / 1000.0;
        const std::timespec timeout = trace::timespecOf(trace::nanosOf(left * factor));
        const auto begin = std::chrono::steady_clock::now();
        trace::futexWait(page.generation, generation, &timeout);
        const std::chrono::nanoseconds slept = std::chrono::steady_clock::now() - begin;
        left -= static_cast<double>(slept.count()) / factor;
    }
    trace::append(EventKind::SleepEnd, ObjectId{}, 0, where);
}

} // namespace braid::schedule
