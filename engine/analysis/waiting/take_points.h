#pragma once

#include "engine/model/model.h"

#include <map>
#include <unordered_map>
#include <utility>

/// Where the workers of a pool wait for their next piece of work: who waits there is idle at its queue, and is not blocked by anybody.
namespace braid::analysis {

/// Learns from the events which places of a recorded program are such. A place is a condition variable, a semaphore or a futex together with the line at
/// which it is waited for. It is one where at least two threads have waited there, and one of them has come back at least twice after
/// it had done something in between other than to take the lock again and look.
///
/// Not thread-safe. O(1) for each event.
class TakePoints {
public:
    /// Takes in the events that have come since the last time.
    void update(const model::Model& model);
    /// Whether `interval`, one of a lane's, is a wait at such a place.
    [[nodiscard]] bool isIdle(const model::Model& model, const model::Interval& interval) const;
    /// There are such places.
    [[nodiscard]] bool any() const { return m_found; }

private:
    using Key = std::pair<std::uint32_t, std::uint32_t>; ///< object, site
    struct Place {
        LaneId first;         ///< who waited there first
        bool several = false; ///< others have, too
        std::unordered_map<LaneId, std::uint32_t> returns;
        bool worker = false; ///< one has come back often enough
    };
    struct Visitor {
        Key last{};
        bool worked = false; ///< since it left its last place
    };
    void visit(LaneId lane, const Key& key);

    std::map<Key, Place> m_places;
    std::unordered_map<LaneId, Visitor> m_visitors;
    std::size_t m_next = 0;
    bool m_found = false;
};

/// The time of a lane up to `now`, by state, without that in which it was idle, which is told by itself.
struct IdleTimes {
    model::StateTimes states{};
    model::Nanos idle = 0;
};
/// All 0 for process lanes. O(intervals) where there are such places. Pure.
[[nodiscard]] IdleTimes timesOf(const model::Model& model, const TakePoints& queues, const model::Lane& lane, model::Nanos now);

} // namespace braid::analysis
