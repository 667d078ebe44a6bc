#pragma once

#include "engine/trace/recording.h"

#include <chrono>

/// The one place that every instrumented operation passes. Here the person's pause, step, slow motion and stop take
/// hold, and here a schedule can decide who goes next.
namespace braid::schedule {

/// The slow path of pass(): holds the thread as the control page says, then lets it do one operation.
void hold();

/// Whether threads must look at the rest of the page before they go on.
[[nodiscard]] inline bool attention(const trace::ControlPage& page) {
    return page.command.load(std::memory_order_relaxed) != 0;
}

/// Before every operation of a recording thread. One load and a branch while the run goes freely. Never between
/// numbering an event and publishing it.
inline void pass() {
    if (attention(*trace::t_writer.control)) [[unlikely]]
        hold();
}

/// The run is paused. The thread must record. One load while the run goes freely.
[[nodiscard]] inline bool paused() {
    return trace::Command::unpacked(trace::t_writer.control->command.load(std::memory_order_acquire)).mode == trace::ControlMode::Pause;
}

/// Holds the thread while the run is paused, in a wait that has an end of its own, such as that for a loop's next timer; at
/// once back where it is not. True when it was given a step instead: it may wait on in this pause. The thread must record.
bool rest();

/// How long pauses have held this thread so far, in operations, sleeps and rest(): what is due at a moment of the clock is due
/// so much later.
[[nodiscard]] std::chrono::nanoseconds heldByPause();

/// A scenario's sleep: recorded, stretched by the slow-motion factor, which may change while it lasts. A pause stops it: what
/// is left of it is slept afterwards, or at once when the lane is given a step. In a thread that does not record it is a plain
/// sleep.
void sleep(std::chrono::nanoseconds duration, CallSite site);

} // namespace braid::schedule
