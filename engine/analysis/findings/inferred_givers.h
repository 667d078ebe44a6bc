#pragma once

#include "engine/analysis/waiting/wait_relation.h"

#include <functional>
#include <vector>

namespace braid::analysis {

/// Who is left that could end a wait for a notification which nobody has ever given, as far as that can be worked out: programs that
/// were recorded do not say who is to set the value of a future.
struct InferredGivers {
    std::vector<Giver> givers;
    ObjectId queue; ///< the condition at which those wait for work who are to do it; none where it is not that
};

/// Of the waits of all that are stuck, and of one of them. Either the waiter notified, the last time before it waited, those who wait at
/// another condition for work, and all of them wait for something else (Tie::Queued); or others wait for locks that it holds itself
/// (Tie::Behind). `isStuck` says it of a lane. Nothing where neither is so.
[[nodiscard]] InferredGivers inferGivers(const model::Model& model, const LaneWait& wait, const std::vector<LaneWait>& stuck,
                                         const std::function<bool(LaneId)>& isStuck);

} // namespace braid::analysis
