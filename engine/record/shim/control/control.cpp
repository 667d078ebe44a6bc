#include "engine/record/shim/control/control.h"

#include "engine/trace/steps.h"
#include "engine/trace/writer/system_call.h"
#include "engine/trace/writer/ticks.h"

#include <cerrno>
#include <ctime>
#include <linux/futex.h>
#include <utility>

namespace braid::record {
namespace {

using trace::Command;
using trace::ControlMode;
using trace::ControlPage;

constinit std::atomic<long> g_supervisor{0};
/// A HoldBegin without its HoldEnd. A signal handler may find the thread in its hold, and is held as well.
[[gnu::tls_model("initial-exec")]] constinit thread_local bool t_held = false;

constexpr std::uint64_t Second = 1'000'000'000;

void waitForChange(const ControlPage& page, std::uint32_t generation, std::uint64_t nanos) {
    const timespec limit{static_cast<time_t>(nanos / Second), static_cast<long>(nanos % Second)};
    trace::systemCall(__NR_futex, reinterpret_cast<long>(&page.generation), FUTEX_WAIT, generation, reinterpret_cast<long>(&limit));
}

bool supervisorIsGone() {
    const long pid = g_supervisor.load(std::memory_order_relaxed);
    return pid != 0 && trace::systemCall(__NR_kill, pid, 0) == -ESRCH;
}

void sayHeld(std::uint32_t site, std::uint64_t why) {
    t_held = true;
    say(EventKind::HoldBegin, 0, 0, site, Order::Own, why, 0);
}

} // namespace

void setSupervisor(long pid) { g_supervisor.store(pid, std::memory_order_relaxed); }

void holdHere(std::uint32_t site) {
    ControlPage& page = *t_writer.control;
    const LaneId lane{t_writer.lane};
    const std::uint64_t begin = trace::monotonicNanos();
    bool slow = false, paused = false;
    for (;;) {
        const std::uint32_t generation = page.generation.load(std::memory_order_acquire);
        const Command command = Command::unpacked(page.command.load(std::memory_order_acquire));
        if (command.mode == ControlMode::Pause) {
            if (trace::takeStep(page, lane, true) || supervisorIsGone())
                break;
            if (!std::exchange(paused, true))
                sayHeld(site, trace::HeldByPause);
            waitForChange(page, generation, Second);
            continue;
        }
        const std::uint64_t delay = std::uint64_t{page.operationDelayUs.load(std::memory_order_relaxed)} * 1000;
        const std::uint64_t past = trace::monotonicNanos() - begin;
        if (paused || past >= delay || supervisorIsGone())
            break;
        if (!std::exchange(slow, true))
            sayHeld(site, 0);
        waitForChange(page, generation, delay - past);
    }
    if (t_held && (slow || paused)) {
        t_held = false;
        say(EventKind::HoldEnd, 0, 0, 0);
    }
}

} // namespace braid::record
