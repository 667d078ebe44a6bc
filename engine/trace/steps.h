#pragma once

#include "engine/trace/control.h"

namespace braid::trace {

/// Takes one of the steps that are granted in a pause, where it is meant for `lane`; those for the first to come only where `forAnyLane`.
/// Lock-free, async-signal-safe.
inline bool takeStep(ControlPage& page, LaneId lane, bool forAnyLane) {
    std::uint64_t word = page.command.load(std::memory_order_acquire);
    while (true) {
        Command next = Command::unpacked(word);
        if (next.steps == 0 || (next.lane != lane && (next.lane || !forAnyLane)))
            return false;
        if (--next.steps == 0)
            next.lane = {};
        if (page.command.compare_exchange_weak(word, next.packed(), std::memory_order_acq_rel))
            return true;
    }
}

} // namespace braid::trace
