#pragma once

#include <algorithm>
#include <cstddef>

namespace braid::model {

/// The first of [from, end) for which `after` is true, where it is false up to some place and true from there on. Steps grow
/// from `from` on: cheap where the place is near, never worse than twice a bisection.
template <class Iterator, class After>
Iterator gallop(Iterator from, Iterator end, After after) {
    std::ptrdiff_t step = 1;
    Iterator low = from;
    while (end - low > step && !after(low[step])) {
        low += step;
        step *= 2;
    }
    const Iterator high = end - low > step ? low + step : end;
    return std::partition_point(low, high, [&](const auto& item) { return !after(item); });
}

} // namespace braid::model
