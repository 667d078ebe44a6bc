#pragma once

#include "engine/model/model.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace braid::analysis {

/// The waits for one lock or semaphore at one line of source, behind the line where its holder had taken it.
struct ContendedPlace {
    ObjectId object;
    SiteId waitSite;        ///< none where it is not known
    SiteId heldSite;        ///< where the last one took it before the wait began; none where it had no holder
    std::size_t waits = 0;  ///< in vain and open ones included
    model::Nanos total = 0; ///< of all of them; of what lies in the stretch only in part, the part
    model::Nanos worst = 0;
    model::EventIndex worstEvent = model::NoEvent; ///< that began the worst one
    LaneId worstLane;
    /// How often the lane that had just given it back took it again while the waiter went on waiting; of several waiters each counts.
    std::uint64_t takenAgain = 0;
    LaneId takenAgainBy; ///< the last one that did
};

/// Where lanes waited for locks and semaphores in [stretch), or in the whole run up to `now` (run time in ns, at least
/// model.endTime()): the longest in all first. O(events). Pure.
[[nodiscard]] std::vector<ContendedPlace> contention(const model::Model& model, model::Nanos now,
                                                     std::optional<std::pair<model::Nanos, model::Nanos>> stretch = {});

} // namespace braid::analysis
