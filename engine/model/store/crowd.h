#pragma once

#include "engine/model/store/lane.h"

#include <cstdint>
#include <vector>

namespace braid::model {

/// What many lanes do together: how many of them are in which state, over time. A step of one lane costs O(1) however long
/// it lasts. Up to MostSteps steps are kept as they are, in eight bytes each; more are put into bins that grow with the run,
/// whose room they have paid for by then. A look costs O(steps + edges), or O(what it looks at + Bins / BlockLength) with
/// bins. Not thread-safe.
///
/// How the bins work: a lane that enters a state at t adds what is left of t's bin to that bin's sum, and one to all later
/// bins; the latter as a difference (prefix sums give it back), so that its end can take it away again. When the run
/// outgrows the bins, two neighbours become one.
class Crowd {
public:
    static constexpr std::size_t Bins = 8192;
    static constexpr std::size_t BlockLength = 64;
    static constexpr std::size_t MostSteps = 16384;

    void enter(Nanos time, State state) { step(time, state, 1); }
    void leave(Nanos time, State state) { step(time, state, -1); }

    /// The width of a bin, ns: what is narrower than this is not told apart. 0 while there are no bins.
    [[nodiscard]] Nanos resolution() const { return m_bins.empty() ? 0 : m_width; }

    /// Time the lanes spent in each state, together, in each of the stretches between neighbouring `edges` (ascending,
    /// at least two); bins that lie across an edge count by their parts. Who is in a state stays in it for ever, so what
    /// lies beyond the present must be cut off by the caller.
    [[nodiscard]] std::vector<StateTimes> between(const std::vector<Nanos>& edges) const;

    /// Bytes reserved: eight a step, or about a megabyte from MostSteps steps on, however long the run.
    [[nodiscard]] std::size_t memory() const {
        return sizeof(*this) + m_steps.memory() + m_bins.capacity() * sizeof(Bin) + m_blocks.capacity() * sizeof(Changes);
    }

private:
    using Changes = std::array<std::int32_t, StateCount>;
    struct Bin {
        std::array<Nanos, StateCount> sum{};
        Changes change{};
    };
    /// A lane enters (or leaves) a state.
    struct Step {
        Nanos time : 59;
        State state : 4;
        bool leaves : 1;
    };
    static_assert(sizeof(Step) == 8);
    void step(Nanos time, State state, int count);
    void stepInBins(Nanos time, State state, int count);
    void halve();
    [[nodiscard]] std::vector<StateTimes> betweenOfSteps(const std::vector<Nanos>& edges) const;

    Nanos m_width = Nanos{1} << 14;
    LongVector<Step> m_steps;      ///< empty once there are bins
    std::vector<Bin> m_bins;       ///< none, or Bins + 1 of them
    std::vector<Changes> m_blocks; ///< the changes of BlockLength bins in a row, added up: where to begin to look
};

} // namespace braid::model
