#include "engine/io/watching.h"

#include <algorithm>
#include <climits>

namespace braid::io {

void recordWatch(TracedObject& loop, const socket& one, io_events events, CallSite site) {
    if (!trace::recording())
        return;
    schedule::before(schedule::OperationKind::Watch, loop, site);
    const ObjectId object = loop.id();
    const auto fd = static_cast<std::uint64_t>(one.fileno());
    if (one.is_told())
        trace::append(EventKind::WatchedIs, object, 0, SiteId{}, Order::Own, fd, one.traced().id().value);
    trace::appendText(EventKind::Watch, object, loop.next(), trace::siteId(site), Order::Own, fd, static_cast<std::uint32_t>(events), one.name());
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
