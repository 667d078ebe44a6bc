#pragma once

#include "engine/model/model.h"

namespace braid::model {

/// Time per state of `lane` from its creation up to `now` (or its end); all 0 for process lanes. O(1) for the present.
[[nodiscard]] StateTimes stateTimes(const Lane& lane, Nanos now);

/// What an object cost.
struct ObjectStatistics {
    std::uint64_t acquisitions = 0; ///< successful acquires, gets or wakings
    std::uint64_t contended = 0;    ///< those that had to wait
    Nanos waitNs = 0;               ///< by all lanes together; what still waits counts up to now
    Nanos holdNs = 0;               ///< by all lanes together; what is still held counts up to now
    std::int64_t maxDepth = 0;      ///< greatest number of owners, items, permits taken, or recursion
};
/// Of everything up to the last event applied; `now` ≥ its time closes what is still open. O(owners + waiters).
[[nodiscard]] ObjectStatistics statistics(const Object& object, Nanos now);

} // namespace braid::model
