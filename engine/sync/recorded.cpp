#include "engine/sync/recorded.h"

namespace braid::sync {

template <class Traced>
void reportMisuse(Traced& object, Misuse misuse, CallSite site, std::uint32_t concernedLane) {
    trace::append(EventKind::Fault, object.id(), 0, trace::siteId(site), Order::Own, concernedLane,
                  static_cast<std::uint32_t>(misuse));
}

template <class Traced>
void reportWait(EventKind kind, Traced& object, SiteId site, std::chrono::nanoseconds timeout, Mode mode) {
    trace::waitBegins();
    if (timeout.count() == 0 && mode == Mode::Exclusive)
        trace::append(kind, object.id(), object.last(), site, Order::After);
    else
        trace::append(kind, object.id(), object.last(), site, Order::After, static_cast<std::uint64_t>(timeout.count()),
                      static_cast<std::uint32_t>(mode));
}

template <class Traced>
void reportFailure(EventKind kind, Traced& object, SiteId site, Failure failure) {
    trace::append(kind, object.id(), object.last(), site, Order::After, 0, static_cast<std::uint32_t>(failure));
}

template void reportMisuse(TracedObject&, Misuse, CallSite, std::uint32_t);
template void reportMisuse(trace::SharedTracedObject&, Misuse, CallSite, std::uint32_t);
template void reportWait(EventKind, TracedObject&, SiteId, std::chrono::nanoseconds, Mode);
template void reportWait(EventKind, trace::SharedTracedObject&, SiteId, std::chrono::nanoseconds, Mode);
template void reportFailure(EventKind, TracedObject&, SiteId, Failure);
template void reportFailure(EventKind, trace::SharedTracedObject&, SiteId, Failure);

} // namespace braid::sync
