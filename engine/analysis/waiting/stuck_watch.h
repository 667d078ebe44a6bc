#pragma once

#include "engine/analysis/waiting/wait_relation.h"

#include <array>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

namespace braid::analysis {

/// Says of a run with very many lanes when it is worth to look at all of them for those that are stuck: it looks only at who has
/// begun to wait, and follows from there who could end that wait. Whatever it says, the whole look decides; what it overlooks
/// (lanes that are stuck because another one ended that held no lock, or turned to other things) the next regular look finds.
/// Not thread-safe.
class StuckWatch {
public:
    /// Looks at the event the model applied last. O(1).
    void update(const model::Model& model, model::EventIndex event);
    /// Whether somebody may be stuck who was not at the last call. Amortised O(1) for each event since then: a wait is followed
    /// over MostFollowed lanes at most, when it begins (for what has an owner), when it is ShortestHang old, and whenever it has
    /// become four times as old.
    [[nodiscard]] bool worthALook(const model::Model& model);

    /// Who the last call could not tell that it will be helped, in order of creation: those that got stuck are among them, where the call
    /// followed them to the end. None where there are more than MostSuspects.
    [[nodiscard]] std::vector<LaneId> suspects() const;

    static constexpr std::size_t MostFollowed = 256;
    static constexpr std::size_t MostSuspects = 1000;

private:
    enum class Help : std::uint8_t {
        Certain,  ///< somebody who moves helps it
        Later,    ///< not unless somebody comes to what it waits for who has not done so far
        Uncertain ///< nobody does, or it was not followed to the end
    };
    struct Begun {
        LaneId lane;
        model::EventIndex event; ///< that began the wait, to know it again
        model::Nanos begin;      ///< of the wait, in run time
    };
    /// What is known of a lane without its record, which lies in memory of its own: with very many lanes each of these is a
    /// miss of the cache.
    struct Current {
        model::EventIndex event = model::NoEvent; ///< that began what it does, as of its own last event
        LaneId helper;                            ///< who was found to help it out of the wait that `event` began
    };
    [[nodiscard]] Current* currentOf(LaneId lane);
    Help follow(const WaitRelation& relation, const model::Model& model, LaneId lane);
    Help followAll(const WaitRelation& relation, const model::Model& model, const LaneWait& wait);
    Help followAny(const WaitRelation& relation, const model::Model& model, const LaneWait& wait);
    [[nodiscard]] bool mayBeStuck(const WaitRelation& relation, const model::Model& model, const Begun& begun, bool& over);

    std::vector<Begun> m_begun; ///< since the last call
    /// By how often they have been looked at, in the order in which they began, so that the first of each is due first.
    static constexpr std::size_t Ages = 16; ///< the last one is due after a year
    std::array<std::deque<Begun>, Ages> m_later;
    static constexpr std::uint32_t MostInTable = 1 << 22;
    std::vector<Current> m_current;     ///< by the lane's number, where that is no greater than MostInTable
    std::pair<LaneId, LaneId> m_helped; ///< the last one for whom that is all it takes, and who helps it
    std::unordered_map<LaneId, Help> m_known;
    std::size_t m_followed = 0;
};

} // namespace braid::analysis
