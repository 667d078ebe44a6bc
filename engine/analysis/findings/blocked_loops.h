#pragma once

#include "engine/analysis/findings/findings.h"

#include <optional>
#include <unordered_map>

namespace braid::analysis {

/// Finds coroutines that kept the thread of their loop for too long while others of the same loop waited for their turn.
/// A stretch lasts from the loop's resuming a coroutine to its being resumed back, whatever the coroutine did in it:
/// computed, slept, blocked, ran a generator. Time in which the machine or the person did not let the thread run does not
/// count. O(1) an event; where a stretch was too long, O(coroutines of the thread),
/// as long as all of that together stays within a fixed amount of work for each event.
class BlockedLoops {
public:
    /// Threshold where the loop does not say: asyncio's slow_callback_duration.
    static constexpr model::Nanos TooLong = 100'000'000;

    /// For each Resume event. The finding, where it ends a stretch that was too long.
    [[nodiscard]] std::optional<Finding> resumed(const model::Model& model, const model::LogEntry& entry,
                                                 model::EventIndex index);

private:
    struct Stretch {
        LaneId coroutine;
        model::Nanos begin = 0;
    };
    std::unordered_map<std::uint32_t, Stretch> m_stretches; ///< by thread
    model::Allowance m_looks;                               ///< at coroutines that had to wait
};

} // namespace braid::analysis
