#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/analysis/waiting/retries.h"

#include <vector>

namespace braid::analysis {

/// A livelock as of some moment.
struct LivelockFinding {
    Finding finding;
    std::vector<std::pair<LaneId, model::Nanos>> rounds; ///< its lanes that repeat, ascending, and since when
    /// Who holds what they try for is known, and is one of them; otherwise nobody was seen who could still give it.
    bool proven = false;
};

/// The livelocks as of the last event: sets of lanes of which
///
/// - each one only repeats what fails (Retries), or waits in the ordinary way and without a time limit;
/// - all who held, while it went round, a lock that it tries for are in the set, or have ended with it;
/// - what can be given by anybody (an item, a permit, a set, a notification, another value) is not there, and no lane at all is left
///   outside of such sets that may still move: one that goes its rounds elsewhere may well come to it. Only where the lane has held a
///   lock through all its rounds for which another one waits, those are taken not to come to it that have never touched it and have done
///   the same all the time (repeatsSince());
/// - one that goes its rounds in step with others (Rounds::inStep) tries for nothing but locks;
/// - who waits in the ordinary way waits for a lock that one of the set has held through all its rounds, for the end of one of the set,
///   or for what nobody gives either.
///
/// It is the greatest such set, found by taking away those who may be helped, until nobody may. Lanes that only repeat because others are
/// stuck for good (stuckLanes()) are none: of these another finding tells. O(lanes · length of the chains), and nothing where
/// nobody repeats.
[[nodiscard]] std::vector<LivelockFinding> livelocksIn(const model::Model& model, const Retries& retries);

} // namespace braid::analysis
