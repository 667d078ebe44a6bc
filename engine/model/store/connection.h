#pragma once

#include "engine/model/store/log.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace braid::model {

/// A copy of a copy of … at most; a damaged file may say that of a ring.
constexpr int DeepestCopy = 64;

/// What one operation put into a connection, or took out of it.
struct Passed {
    std::uint64_t upTo = 0; ///< bytes put, or got, up to it and with it
    EventIndex event = NoEvent;
};

/// What is known of a Descriptor that is one end of a connection, or listens for some. A copy that a forked process has of it is the same end: all is
/// kept of the original.
struct ConnectionEnd {
    ObjectId peer; ///< the original of the other end; none where that is not known to be in the run
    ObjectId door; ///< while there is no peer: who listens at its port in the run, if anybody
    bool listens = false;
    std::uint64_t put = 0, got = 0; ///< bytes, in whatever process
    EventIndex lastGot = NoEvent;   ///< its last receiving of some
    std::vector<Passed> sent;       ///< what was put and the other end has not wholly got, from sentFirst on
    std::size_t sentFirst = 0;
    std::vector<Passed> early;                      ///< got by it before the trace told of the putting
    std::uint32_t shutDown = 0;                     ///< bits: ReadyToRead, ReadyToWrite
    bool untold = false;                            ///< not all that goes through it is in the trace
    std::vector<ObjectId> copies;                   ///< in forked processes
    std::vector<std::pair<LaneId, Nanos>> closings; ///< the processes that have closed it, and when
    std::vector<std::pair<LaneId, Nanos>> kept;     ///< those that have it from the program that they were before, and since when
};

/// A descriptor that a loop or selector watches.
struct WatchedEnd {
    std::uint32_t what = 0;   ///< bits: ReadyToRead, ReadyToWrite
    ObjectId descriptor = {}; ///< none where that is not known
    ObjectId next = {};       ///< the one to be watched from the next Watch on
    // Of a loop's or selector's own list:
    EventIndex since = NoEvent, said = NoEvent; ///< the first and the last Watch of it since it was not watched
    EventIndex lastReady = NoEvent;
    std::uint64_t ready = 0; ///< how often it became ready since then
};
using WatchList = std::map<std::uint32_t, WatchedEnd>; ///< by its number

/// What a Watch, an Unwatch or a FdReady changes in the list of its loop or selector.
inline void follow(WatchList& watched, const trace::Event& event, EventIndex index) {
    const auto fd = static_cast<std::uint32_t>(event.a);
    if (event.kind == trace::EventKind::Watch) {
        WatchedEnd& end = watched[fd];
        end.what = event.b;
        end.descriptor = end.next;
        end.next = {};
        end.said = index;
        if (end.since == NoEvent)
            end.since = index;
    } else if (event.kind == trace::EventKind::Unwatch) {
        watched.erase(fd);
    } else if (const auto end = watched.find(fd); end != watched.end()) {
        ++end->second.ready;
        end->second.lastReady = index;
    }
}

} // namespace braid::model
