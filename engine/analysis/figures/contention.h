#pragma once

#include "engine/model/model.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
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

/// Counts them out, event by event. The model must outlive it and may grow meanwhile. Not thread-safe.
class ContentionCount {
public:
    /// Of the waits in [from, to), in run time.
    ContentionCount(const model::Model& model, model::Nanos from, model::Nanos to) : m_model(model), m_from(from), m_to(to) {}
    /// All events up to that of `to`, in order. O(waiters).
    void take(model::EventIndex event);
    /// Those that were found, the longest in all first. Once.
    [[nodiscard]] std::vector<ContendedPlace> places();

private:
    struct Wait {
        LaneId lane;
        model::Nanos since = 0;
        model::EventIndex event = model::NoEvent;
        std::size_t place = 0;
    };
    struct Lock {
        LaneId holder; ///< who took it last; kept when it is given back
        SiteId heldSite;
        bool held = false;
        std::vector<Wait> waiting;
    };
    void begin(Lock& lock, ObjectId object, model::EventIndex event);
    void end(Lock& lock, LaneId lane, model::Nanos time);
    void acquire(Lock& lock, LaneId lane, SiteId site, model::Nanos time);

    const model::Model& m_model;
    model::Nanos m_from, m_to;
    std::unordered_map<ObjectId, Lock> m_locks;
    std::map<std::tuple<ObjectId, SiteId, SiteId>, std::size_t> m_placeOf;
    std::vector<ContendedPlace> m_places;
};

/// All at once: where lanes waited for locks and semaphores in the whole run up to `now` (run time in ns, at least model.endTime()). Pure.
[[nodiscard]] std::vector<ContendedPlace> contention(const model::Model& model, model::Nanos now);

} // namespace braid::analysis
