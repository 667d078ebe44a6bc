#pragma once

#include "engine/model/model.h"

#include <optional>
#include <vector>

/// What a lane waits for as of the last event, and what that means. Lanes cut off by the end of the run still wait.
namespace braid::model {

/// The wait a lane is in.
struct CurrentWait {
    ObjectId object; ///< none for a coroutine that waits to be resumed, and for a thread whose coroutine waits
    EventIndex event = NoEvent;
    trace::EventKind kind = trace::EventKind::None; ///< of that event
    SiteId site;
    Nanos since = 0;
    bool timed = false;
};

/// Nothing for a lane that has ended or does not wait.
[[nodiscard]] std::optional<CurrentWait> currentWait(const Model& model, const Lane& lane);

/// The event that says what `interval`, one of `lane`'s, waits for: the one that began it, but of a suspended coroutine, which began
/// to wait before it suspended itself, the last one of `lane` on the object up to then. Looks through 4096 events at most.
[[nodiscard]] EventIndex waitEventOf(const Model& model, const Lane& lane, const Interval& interval);

/// A shared lock in which a waiting writer goes before readers that come after it.
[[nodiscard]] bool prefersWriters(const Object& object);

/// What the wait of `lane` is for is there: a free lock, a set flag, an item, a notification given since it began; or what else
/// would end it.
[[nodiscard]] bool available(const Model& model, const Lane& lane, const CurrentWait& wait);

/// What else would end the wait that `event`, one of `lane`'s, began: the objects of its AlsoWaits.
[[nodiscard]] std::vector<OpenWait> alternativesOf(const Model& model, const Lane& lane, EventIndex event);
/// What kind of event begins such a wait.
[[nodiscard]] trace::EventKind waitKindOf(const Model& model, const OpenWait& alternative);

/// The lane may move without another one's help: it runs, sleeps, waits with a time-out, for something available, for the outside
/// world (see ioWaitsFor()) or for what may come from there (see mayComeFromOutside()). A process may when it has no thread left but
/// daemons, and so is about to end.
[[nodiscard]] bool canMove(const Model& model, const Lane& lane);

/// True when at least one lane is alive and no living lane can ever move again by itself: each one waits, without a
/// time limit, for something that is not available and that only the others could make available. Sleeping,
/// running and ready lanes can move, and so can those in I/O, unless they wait for others of the run (ioWaitsFor()); so can a lane whose lock is free, whose event is set, whose queue has an
/// item, whose condition was notified after it began to wait, whose joined lane has ended. `mover`: one that could move when
/// last asked, which is looked at first; changed where another one can. O(lanes) at worst.
[[nodiscard]] bool standsStill(const Model& model, LaneId& mover);

} // namespace braid::model
