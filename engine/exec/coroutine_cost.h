#pragma once

namespace braid::exec {

/// What bare C++20 coroutines cost on this machine, in µs each; nothing of it is recorded. The yardstick beside threads and
/// processes.
struct CoroutineCost {
    double start = 0;  ///< made, run to its end, taken down
    double change = 0; ///< into one or out of it
};
/// Requires count ≥ 1 and switches ≥ 2.
[[nodiscard]] CoroutineCost measureCoroutines(int count, int switches);

} // namespace braid::exec
