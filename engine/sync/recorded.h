#pragma once

#include "engine/schedule/choke_point.h"
#include "engine/trace/traced_object.h"

/// What the primitives of this folder share: the words in which they report.
namespace braid::sync {

using trace::EventKind;
using trace::Failure;
using trace::Misuse;
using trace::Mode;
using trace::ObjectKind;
using trace::Order;
using trace::TracedObject;

/// The current lane's number; 0 where the thread does not record.
[[nodiscard]] inline std::uint32_t currentLane() { return trace::t_writer.lane; }

/// Says that the learner's program did what std calls undefined. The operation itself is not carried out.
inline void reportMisuse(TracedObject& object, Misuse misuse, CallSite site, std::uint32_t concernedLane = 0) {
    trace::append(EventKind::Fault, object.id(), 0, trace::siteId(site), Order::Own, concernedLane,
                  static_cast<std::uint32_t>(misuse));
}

/// The current thread blocks now. `timeout` zero = without limit.
inline void reportWait(EventKind kind, TracedObject& object, SiteId site,
                       std::chrono::nanoseconds timeout = std::chrono::nanoseconds(0), Mode mode = Mode::Exclusive) {
    if (timeout.count() == 0 && mode == Mode::Exclusive)
        trace::append(kind, object.id(), object.last(), site, Order::After);
    else
        trace::append(kind, object.id(), object.last(), site, Order::After, static_cast<std::uint64_t>(timeout.count()),
                      static_cast<std::uint32_t>(mode));
}

inline void reportFailure(EventKind kind, TracedObject& object, SiteId site, Failure failure) {
    trace::append(kind, object.id(), object.last(), site, Order::After, 0, static_cast<std::uint32_t>(failure));
}

/// A time limit as the trace carries it: at least 1 ns, since 0 stands for "none".
template <class Rep, class Period>
[[nodiscard]] std::chrono::nanoseconds limitOf(std::chrono::duration<Rep, Period> duration) {
    const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(duration);
    return nanos.count() > 0 ? nanos : std::chrono::nanoseconds(1);
}

} // namespace braid::sync
