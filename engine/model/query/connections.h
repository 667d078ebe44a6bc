#pragma once

#include "engine/model/model.h"

#include <utility>
#include <vector>

/// Who has the ends of pipes and connections, and whether what goes through them serves a wait.
namespace braid::model {

/// The process of a lane, itself where it is one; none of an unknown one and of a thread without a process.
[[nodiscard]] LaneId processOf(const Model& model, LaneId lane);
/// The thread with which a process began and ends; nullptr where none is known. O(children).
[[nodiscard]] const Lane* firstThreadOf(const Model& model, const Lane& process);

/// When which process closed an end.
using Closings = std::vector<std::pair<LaneId, Nanos>>;

/// The processes that have at `at` an end made in the process `home` at `made`: a child has what its parent had when it was started, and
/// each closes its own. O(closings · children).
[[nodiscard]] std::vector<LaneId> holdersOf(const Model& model, LaneId home, Nanos made, const Closings& closings, Nanos at);
/// The same of the original end of a connection. Who has become another program and said what it has kept (EndFact::Has) has that.
[[nodiscard]] std::vector<LaneId> holdersOf(const Model& model, const Object& end, Nanos at);

/// Of which `descriptor` is a copy, or itself; nullptr where that is not known.
[[nodiscard]] const Object* originalOf(const Model& model, ObjectId descriptor);
/// The original of the other end of a connection, or, while that is not accepted yet, of the descriptor at which it waits for that;
/// nullptr where it is not known to be in the run, or not all that goes through is told.
[[nodiscard]] const Object* otherEndOf(const Model& model, ObjectId descriptor);

/// What a wait for I/O depends on.
enum class IoWaits : std::uint8_t {
    Outside, ///< the outside world, a time limit, or what the trace does not tell
    Served,  ///< what it is for is there
    Lanes,   ///< those who have the other ends
};
/// Of the wait that the IoBegin at `begun` began, as of the last event. It depends on lanes only where it lasts as long as it takes
/// (trace::IoUnlimited) and all that it is for are ends of connections whose other ends are in the run as well:
///
/// | waits for | is served when |
/// |---|---|
/// | data | more bytes were sent by the other end than received by this one, or the other end is shut down or closed by all |
/// | room | this or the other end is shut down or closed by all: that there is no room was asked when it began |
/// | readiness of one of several | one of them is served |
/// | completion of an operation | what one of them is for is served |
///
/// A connection that nobody has accepted yet depends on those who have the descriptor that listens at its port, where that is in the
/// run. Who waits to accept or to connect depends on the outside world: any program may connect to a port, and nothing in a trace
/// proves that nobody else knows it. So does who waits for a descriptor that is no end of a connection, or whose other end is
/// another program's. O(watched descriptors).
[[nodiscard]] IoWaits ioWaitsFor(const Model& model, EventIndex begun);

/// The ends whose other ends the wait is for, with what for (ReadyToRead, ReadyToWrite): one, or those that a selector watches or on
/// which operations are under way.
[[nodiscard]] std::vector<WatchedEnd> waitedEnds(const Model& model, EventIndex begun);

/// A wait for room: when the other end last took something out since it began, so that the system may be about to wake it; -1 = it has not.
[[nodiscard]] Nanos roomMadeAt(const Model& model, EventIndex begun);

} // namespace braid::model
