#pragma once

#include "engine/model/store/intervals.h"
#include "engine/model/store/log.h"

#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace braid::model {

/// Where the workers of a pool wait for their next piece of work: who waits there is idle at its queue, and is not blocked by anybody.
///
/// Learns which places of a recorded program are such. A place is a condition variable, a semaphore or a futex together with the line at
/// which it is waited for. It is one where at least two threads have waited there, and one of them has come back at least twice after it
/// had done something in between other than to take the lock again and look. Not thread-safe.
class TakePoints {
public:
    /// Object and site.
    using Place = std::pair<std::uint32_t, std::uint32_t>;

    /// `lane` begins to wait at `place`. True where this shows that the place is a take point, which was not known before. O(log places).
    bool visit(LaneId lane, const Place& place);
    /// `lane` does something other than to wait, to take a lock or to look.
    void work(LaneId lane);
    /// No lane has begun to wait at any place: nothing else need be told.
    [[nodiscard]] bool empty() const { return m_visitors.empty(); }
    [[nodiscard]] bool knows(LaneId lane) const { return m_visitors.contains(lane); }
    /// All that have waited at `place`.
    [[nodiscard]] const std::vector<LaneId>& lanesAt(const Place& place) const;
    /// `interval` is a wait at a take point. `log` has the event that began it. O(log places), O(1) where there are none.
    [[nodiscard]] bool isIdle(const Log& log, const PackedInterval& interval) const;
    /// The wait that `interval` is; what is no wait is at no place.
    [[nodiscard]] static Place placeOf(const Log& log, const PackedInterval& interval);

private:
    struct Visits {
        std::vector<LaneId> lanes;
        std::unordered_map<LaneId, std::uint32_t> returns;
        bool worker = false; ///< one has come back often enough
    };
    struct Visitor {
        Place last{};
        bool worked = false; ///< since it left its last place
    };

    std::map<Place, Visits> m_places;
    std::unordered_map<LaneId, Visitor> m_visitors;
    bool m_found = false; ///< there is a take point
};

} // namespace braid::model
