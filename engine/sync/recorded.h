#pragma once

#include "engine/schedule/wait.h"
#include "engine/trace/recording/given_outside.h"
#include "engine/trace/recording/run_delay.h"
#include "engine/trace/recording/shared_traced_object.h"
#include "engine/trace/recording/traced_object.h"

/// What the primitives of this folder and those between processes share: how they emit their events.
namespace braid::sync {

using trace::EventKind;
using trace::Failure;
using trace::gaveUnseen;
using trace::Misuse;
using trace::Mode;
using trace::ObjectKind;
using trace::Order;
using trace::TracedObject;
using trace::waitEnds;

/// The current lane's number; 0 where the thread does not record.
[[nodiscard]] inline std::uint32_t currentLane() { return trace::t_writer.lane; }

// The rare ways of an operation, kept out of line so that the common one stays short. Traced: TracedObject or SharedTracedObject.

/// Says that the learner's program did what std calls undefined. The operation itself is not carried out.
template <class Traced>
void reportMisuse(Traced& object, Misuse misuse, CallSite site, std::uint32_t concernedLane = 0);
/// The current thread blocks now, and calls waitEnds() when it goes on. `timeout` zero = without limit.
template <class Traced>
void reportWait(EventKind kind, Traced& object, SiteId site, std::chrono::nanoseconds timeout = std::chrono::nanoseconds(0),
                Mode mode = Mode::Exclusive);
/// An operation came back without what it was for.
template <class Traced>
void reportFailure(EventKind kind, Traced& object, SiteId site, Failure failure);

/// A time limit as the trace carries it: at least 1 ns, since 0 stands for "none".
template <class Rep, class Period>
[[nodiscard]] std::chrono::nanoseconds limitOf(std::chrono::duration<Rep, Period> duration) {
    const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(duration);
    return nanos.count() > 0 ? nanos : std::chrono::nanoseconds(1);
}

} // namespace braid::sync
