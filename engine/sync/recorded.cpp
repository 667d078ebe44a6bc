#include "engine/sync/recorded.h"

namespace braid::sync {

void reportMisuse(TracedObject& object, Misuse misuse, CallSite site, std::uint32_t concernedLane) {
    trace::append(EventKind::Fault, object.id(), 0, trace::siteId(site), Order::Own, concernedLane,
                  static_cast<std::uint32_t>(misuse));
}

void reportWait(EventKind kind, TracedObject& object, SiteId site, std::chrono::nanoseconds timeout, Mode mode) {
    trace::waitBegins();
    if (timeout.count() == 0 && mode == Mode::Exclusive)
        trace::append(kind, object.id(), object.last(), site, Order::After);
    else
        trace::append(kind, object.id(), object.last(), site, Order::After, static_cast<std::uint64_t>(timeout.count()),
                      static_cast<std::uint32_t>(mode));
}

void reportFailure(EventKind kind, TracedObject& object, SiteId site, Failure failure) {
    trace::append(kind, object.id(), object.last(), site, Order::After, 0, static_cast<std::uint32_t>(failure));
}

} // namespace braid::sync
