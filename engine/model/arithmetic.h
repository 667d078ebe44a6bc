#pragma once

#include "engine/model/object.h"

namespace braid::model {

/// Adds without overflowing: a damaged file can hold anything.
inline void addTo(Nanos& sum, Nanos more) {
    if (__builtin_add_overflow(sum, more, &sum))
        sum = INT64_MAX;
}

/// Adds `length` ns of `level` to `sums`.
inline void accumulate(LevelSums& sums, const Level& level, Nanos length) {
    sums.depth += static_cast<double>(level.depth) * static_cast<double>(length);
    sums.waiters += static_cast<double>(level.waiters) * static_cast<double>(length);
    sums.busy += level.depth > 0 ? length : 0;
    sums.contended += level.waiters > 0 ? length : 0;
}

} // namespace braid::model
