#pragma once

#include "engine/model/model.h"

#include <optional>
#include <vector>

/// What a lane waits for as of the last event, and what that means. Lanes cut off by the end of the run still wait.
namespace braid::analysis {

/// The wait a lane is in.
struct CurrentWait {
    ObjectId object; ///< none for a coroutine that waits to be resumed, and for a thread whose coroutine waits
    model::EventIndex event = model::NoEvent;
    trace::EventKind kind = trace::EventKind::None; ///< of that event
    SiteId site;
    model::Nanos since = 0;
    bool timed = false;
};

/// Nothing for a lane that has ended or does not wait.
[[nodiscard]] std::optional<CurrentWait> currentWait(const model::Model& model, const model::Lane& lane);

/// A lane whose holding of `object` keeps another one waiting.
struct Blocker {
    LaneId lane;
    model::EventIndex acquired = model::NoEvent; ///< NoEvent for a lane waited for by join
};

/// Who alone can end the wait, where that is known: the owners of a lock (each of them has to let go), the lane that is
/// joined. Empty for everything that anyone may give (semaphores, events, queues …). Appends to `blockers`.
void findBlockers(const model::Model& model, const CurrentWait& wait, std::vector<Blocker>& blockers);

/// What the wait is for is there: a free lock, a set flag, an item, a notification given since it began.
[[nodiscard]] bool available(const model::Model& model, const CurrentWait& wait);

/// The lane may move without another one's help: it runs, sleeps, waits with a time-out or for something available. A
/// process may when it has no thread left but daemons, and so is about to end.
[[nodiscard]] bool canMove(const model::Model& model, const model::Lane& lane);

} // namespace braid::analysis
