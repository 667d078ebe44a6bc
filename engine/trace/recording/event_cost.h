#pragma once

#include <chrono>

namespace braid::trace {

/// What it costs a thread of this process, on this machine, now, to write one event: processor time of that thread (what
/// others take from it in between is not its cost), the mean over 20 000 events without a
/// value, written to a trace in memory that is thrown away, first touches of its pages and changes of chunk included. Takes
/// about a millisecond. 0 where no such trace could be made. To be called while the process records nothing.
[[nodiscard]] std::chrono::duration<double, std::nano> measureEventCost();

} // namespace braid::trace
