#pragma once

#include "engine/model/object.h"

namespace braid::model {

/// Adds without overflowing: a damaged file can hold anything.
inline void addTo(Nanos& sum, Nanos more) {
    if (__builtin_add_overflow(sum, more, &sum))
        sum = INT64_MAX;
}

} // namespace braid::model
