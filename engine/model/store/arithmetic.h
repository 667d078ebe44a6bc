#pragma once

#include "engine/model/store/object.h"

namespace braid::model {

/// Adds without overflowing: a damaged file can hold anything.
inline void addTo(Nanos& sum, Nanos more) {
    if (__builtin_add_overflow(sum, more, &sum))
        sum = INT64_MAX;
}

/// Adds `factor` times `more`, as above; also less than nothing.
inline void addTo(Nanos& sum, Nanos factor, Nanos more) {
    Nanos product = 0;
    if (__builtin_mul_overflow(factor, more, &product))
        product = (factor < 0) == (more < 0) ? INT64_MAX : INT64_MIN;
    if (__builtin_add_overflow(sum, product, &sum))
        sum = product < 0 ? INT64_MIN : INT64_MAX;
}

} // namespace braid::model
