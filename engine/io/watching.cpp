#include "engine/io/watching.h"

#include <algorithm>
#include <climits>

namespace braid::io {

void recordWatch(TracedObject& loop, const descriptor& one, io_events events, CallSite site) {
    if (!trace::recording())
        return;
    schedule::before(schedule::OperationKind::Watch, loop, site);
    recordWatch(loop, one.fileno(), one.is_told() ? one.traced().id() : ObjectId{}, events, one.name(), site);
}

void recordWatch(TracedObject& loop, int fd, ObjectId told, io_events events, const std::string& name, CallSite site) {
    if (!trace::recording())
        return;
    const ObjectId object = loop.id();
    if (told)
        trace::append(EventKind::WatchedIs, object, 0, SiteId{}, Order::Own, static_cast<std::uint64_t>(fd), told.value);
    trace::appendText(EventKind::Watch, object, loop.next(), trace::siteId(site), Order::Own, static_cast<std::uint64_t>(fd), static_cast<std::uint32_t>(events), name);
}

void recordUnwatch(TracedObject& loop, int fd, CallSite site) {
    if (!trace::recording())
        return;
    schedule::before(schedule::OperationKind::Unwatch, loop, site);
    const ObjectId object = loop.id();
    trace::append(EventKind::Unwatch, object, loop.next(), trace::siteId(site), Order::Own, static_cast<std::uint64_t>(fd));
}

void recordReady(TracedObject& loop, int fd, io_events events, CallSite site) {
    if (!trace::recording())
        return;
    const ObjectId object = loop.id();
    trace::append(EventKind::FdReady, object, loop.next(), trace::siteId(site), Order::Own, static_cast<std::uint64_t>(fd),
                  static_cast<std::uint32_t>(events));
}

io_events readyBits(bool in, bool out, bool broken, io_events watched) {
    const io_events ready = (in || broken ? io_events::read : io_events::none) |
                            (out || broken ? io_events::write : io_events::none);
    return ready & watched;
}

int millisecondsOf(io_timeout timeout) {
    if (!timeout)
        return -1;
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(*timeout).count();
    return static_cast<int>(std::clamp<std::int64_t>(milliseconds, 0, INT_MAX));
}

} // namespace braid::io
