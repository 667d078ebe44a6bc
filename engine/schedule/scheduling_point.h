#pragma once

#include "engine/schedule/operation.h"
#include "engine/trace/recording/recording.h"

#include <chrono>

namespace braid::trace {
class TracedObject;
class SharedTracedObject;
} // namespace braid::trace

/// The one place that every instrumented operation passes. Here the person's pause, step, slow motion and stop take
/// hold, and here a schedule decides who goes next.
namespace braid::schedule {

/// The slow path of before(): pauses the thread as the control page says, then lets it do the operation. A paused lane
/// says in the trace what it is about to do.
void pauseBefore(OperationKind kind, ObjectId object, CallSite site);
void pauseBefore(OperationKind kind, trace::TracedObject& object, CallSite site);
void pauseBefore(OperationKind kind, trace::SharedTracedObject& object, CallSite site);

/// Whether threads must look at the rest of the page before they go on.
[[nodiscard]] inline bool attention(const trace::ControlPage& page) {
    return page.command.load(std::memory_order_relaxed) != 0;
}

/// Before every operation of a recording thread, which says what it is about to do: `kind`, to `object` (an ObjectId, a
/// TracedObject or a SharedTracedObject), at `site`. One load and a branch while the run goes freely; the Operation is made
/// only where it does not. Never between numbering an event and publishing it.
template <class Object>
inline void before(OperationKind kind, Object&& object, CallSite site) {
    if (attention(*trace::t_writer.control)) [[unlikely]]
        pauseBefore(kind, object, site);
}
/// Of an operation that concerns the lane alone.
inline void before(OperationKind kind, CallSite site) { before(kind, ObjectId{}, site); }

/// The run is paused. The thread must record. One load while the run goes freely.
[[nodiscard]] inline bool paused() {
    return trace::Command::unpacked(trace::t_writer.control->command.load(std::memory_order_acquire)).mode == trace::ControlMode::Pause;
}

/// Pauses the thread while the run is paused, in a wait that has an end of its own, such as that for a loop's next timer; at
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
