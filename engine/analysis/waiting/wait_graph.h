#pragma once

#include "engine/analysis/waiting/wait_relation.h"
#include "engine/model/model.h"

#include <span>
#include <vector>

/// Who waits for what, who could give it, and who holds what: the wait-for relation of all lanes at one moment, as it is drawn.
namespace braid::analysis {

/// Whether a tie proves that its lane could end the wait: it owns the lock, is awaited, has the other end. Otherwise that is known
/// only from what it did before.
[[nodiscard]] bool isProof(Tie tie);

/// One edge from a lane to what it waits for, and from there to those who could give it.
struct Wait {
    LaneId lane;
    ObjectId object; ///< none for a turn on a thread, and for a coroutine that waits to be resumed
    model::Nanos since = 0;
    model::EventIndex event = model::NoEvent;
    SiteId site;
    Need need = Need::Other;
    bool timed = false;
    bool served = false;
    bool each = false;            ///< every one of the givers has to act, and nobody else could; otherwise others may come to it
    bool asked = false;           ///< `need` and the givers are known; see MostThings
    LaneId turn;                  ///< who has the thread that it needs as well
    std::uint32_t firstGiver = 0; ///< in WaitGraph::givers
    std::uint32_t giverCount = 0;
};
/// `lane` holds `object`, waited for or not.
struct Hold {
    ObjectId object;
    LaneId lane;
    model::Nanos since = 0;
    SiteId site;
};

struct WaitGraph {
    std::vector<Wait> waits; ///< at most MostAsked
    /// How many more wait for a thing than are in `waits`.
    struct More {
        ObjectId object;
        std::size_t waits = 0;
    };
    std::vector<More> more;
    std::vector<Giver> givers; ///< of all waits; those of one thing share them
    std::vector<Hold> holds;

    [[nodiscard]] std::span<const Giver> giversOf(const Wait& wait) const { return {givers.data() + wait.firstGiver, wait.giverCount}; }
    /// The wait of `lane`, or nullptr. O(log waits).
    [[nodiscard]] const Wait* waitOf(LaneId lane) const;
    /// How many waits for `object` are not in `waits`. O(log more).
    [[nodiscard]] std::size_t moreFor(ObjectId object) const;
    /// Who holds `object`. O(log holds).
    [[nodiscard]] std::span<const Hold> holdsOf(ObjectId object) const;
};

/// So many waits are in a graph: those of the lanes of `first`, then those that last longest. The others are counted.
constexpr std::size_t MostAsked = 1024;
/// For how many things at most the givers are looked up, each of which may mean to look through thousands of events.
constexpr std::size_t MostThings = 128;

/// The graph at `time`, from the log and the relation alone; at model.endTime() it is the present. Waits are in the order of
/// their lanes' numbers, holds and `more` in that of the objects'. Objects that are neither held nor waited for do not appear. O(log n) a lane and object, and for each thing waited for up
/// to MostThings what WaitRelation::fill() costs.
[[nodiscard]] WaitGraph waitGraphAt(const model::Model& model, model::Nanos time, std::span<const LaneId> first = {});

} // namespace braid::analysis
