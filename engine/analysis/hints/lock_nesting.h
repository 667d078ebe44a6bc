#pragma once

#include "engine/model/model.h"

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace braid::analysis {

/// A lock that a lane holds.
struct HeldLock {
    ObjectId object;
    SiteId site; ///< where it was taken
    bool shared = false;
    model::EventIndex event = model::NoEvent;
    std::uint32_t depth = 1;
};

/// A lane takes a lock, or waits for it, while it holds another one.
struct Nesting {
    LaneId lane;
    HeldLock outer, inner;
    std::vector<HeldLock> gates; ///< what it holds beside the outer one
    /// By lane: of which of its steps the lane knew by then. Of `lane` itself the step it was in.
    std::vector<std::uint32_t> clock;
    std::size_t component = SIZE_MAX; ///< of `lane` in the clocks
};

/// Follows which locks are held, event by event, and keeps how they are nested. Locks of recorded programs only. Not thread-safe.
class LockNesting {
public:
    using Pair = std::pair<ObjectId, ObjectId>; ///< outer, inner
    explicit LockNesting(const model::Model& model) : m_model(model) {}

    /// From the first event on, in order.
    void take(model::EventIndex index);
    /// What `lane` holds as of the last event taken.
    [[nodiscard]] const std::vector<HeldLock>& heldBy(LaneId lane) const;
    /// All nestings, of each pair and lane a few; none in a lock that nobody else knows yet.
    [[nodiscard]] const std::map<Pair, std::vector<Nesting>>& nestings() const { return m_nestings; }

    /// From here on only these pairs are kept, each with its clock, of which these lanes have components.
    void keepClocks(std::set<Pair> pairs, const std::set<LaneId>& lanes);

private:
    using Clock = std::vector<std::uint32_t>;
    void acquires(LaneId lane, const model::Object& lock, model::EventIndex index, bool waits);
    void releases(LaneId lane, const model::Object& lock, model::EventIndex index);
    void passClocks(model::EventIndex index);
    void send(LaneId from, Clock& to);
    void receive(LaneId lane, const Clock& from);

    const model::Model& m_model;
    std::unordered_map<LaneId, std::vector<HeldLock>> m_held;
    std::map<Pair, std::vector<Nesting>> m_nestings;
    bool m_clocks = false;
    std::set<Pair> m_wanted;
    std::unordered_map<LaneId, std::size_t> m_components;
    std::unordered_map<LaneId, Clock> m_ofLane;    ///< the lane's own
    std::unordered_map<LaneId, Clock> m_atStart;   ///< what the start of a lane hands on to it
    std::unordered_map<LaneId, Clock> m_atEnd;     ///< and its end to those who wait for that
    std::unordered_map<ObjectId, Clock> m_through; ///< what a notification or a permit hands on
};

} // namespace braid::analysis
