#pragma once

#include "engine/model/lane.h"

#include <cstdint>
#include <vector>

namespace braid::model {

/// What many lanes do together: how many of them are in which state, over time, in bins that grow with the run. A step of
/// one lane costs O(1) however long it lasts, a look costs O(what it looks at + Bins / BlockLength). Not thread-safe.
///
/// How: a lane that enters a state at t adds what is left of t's bin to that bin's sum, and one to all later bins; the
/// latter as a difference (prefix sums give it back), so that its end can take it away again. When the run outgrows the
/// bins, two neighbours become one.
class Crowd {
public:
    static constexpr std::size_t Bins = 8192;
    static constexpr std::size_t BlockLength = 64;

    void enter(Nanos time, State state) { step(time, state, 1); }
    void leave(Nanos time, State state) { step(time, state, -1); }

    /// The width of a bin, ns: what is narrower than this is not told apart.
    [[nodiscard]] Nanos resolution() const { return m_width; }

    /// Time the lanes spent in each state, together, in each of the stretches between neighbouring `edges` (ascending,
    /// at least two); bins that lie across an edge count by their parts. Who is in a state stays in it for ever, so what
    /// lies beyond the present must be cut off by the caller.
    [[nodiscard]] std::vector<StateTimes> between(const std::vector<Nanos>& edges) const;

    /// Bytes reserved: about a megabyte from the first step on, however long the run.
    [[nodiscard]] std::size_t memory() const {
        return sizeof(*this) + m_bins.capacity() * sizeof(Bin) + m_blocks.capacity() * sizeof(Changes);
    }

private:
    using Changes = std::array<std::int32_t, StateCount>;
    struct Bin {
        std::array<Nanos, StateCount> sum{};
        Changes change{};
    };
    void step(Nanos time, State state, int count);
    void halve();

    Nanos m_width = Nanos{1} << 14;
    std::vector<Bin> m_bins; ///< Bins + 1 of them after the first step
    std::vector<Changes> m_blocks; ///< the changes of BlockLength bins in a row, added up: where to begin to look
};

} // namespace braid::model
