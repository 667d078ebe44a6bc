#pragma once

#include <cstddef>
#include <cstdint>

namespace braid::model {

/// Bounds what is not done in constant time for each event: all of it together may take a number of steps for each event
/// read so far, so that reading stays linear whatever a file says. Not thread-safe.
class Allowance {
public:
    static constexpr std::uint64_t AtFirst = 1'000'000; ///< steps
    static constexpr std::uint64_t PerEvent = 64;       ///< steps

    /// True, and they count as taken, where `steps` more may be taken after `events` events.
    [[nodiscard]] bool take(std::uint64_t steps, std::uint64_t events) {
        if (steps > left(events))
            return false;
        m_taken += steps;
        return true;
    }
    /// Steps that may be taken after `events` events.
    [[nodiscard]] std::uint64_t left(std::uint64_t events) const {
        const std::uint64_t all = AtFirst + PerEvent * events;
        return all > m_taken ? all - m_taken : 0;
    }

private:
    std::uint64_t m_taken = 0;
};

} // namespace braid::model
