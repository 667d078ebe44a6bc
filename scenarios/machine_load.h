#pragma once

#include "engine/schedule/clock.h"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace braid::scenarios {

/// How much of the machine other programs took while a scenario measured speeds: from construction on, on the processors the
/// calling thread may use then. The kernel counts in hundredths of a second, so it needs some tenths to mean anything.
class MachineLoad {
public:
    MachineLoad();

    /// The share of those processors' time that went to others, 0 … 1; 0 where that cannot be known. The processes that this
    /// one started count as its own once they are joined.
    [[nodiscard]] double others() const;
    /// Records it as the result "machine_busy"; above a tenth it is printed too, with what `follows` from it.
    void report(std::string_view follows) const;

private:
    struct Sample {
        std::chrono::nanoseconds taken{0}; ///< by any process, on those processors
        std::chrono::nanoseconds own{0};   ///< by this process and its joined children
        braid::steady_clock::time_point time;
    };
    [[nodiscard]] Sample sample() const;
    std::vector<int> m_processors;
    Sample m_begin;
};

} // namespace braid::scenarios
