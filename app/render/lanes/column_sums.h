#pragma once

#include "engine/model/store/intervals.h"

#include <vector>

namespace braid::render {

/// Adds up stretches of time column by column. A stretch costs O(1) however many columns it lies in. Not thread-safe.
class ColumnSums {
public:
    /// Column i is [edges[i], edges[i + 1]); ascending, at least two, about equally far apart.
    explicit ColumnSums(std::vector<model::Nanos> edges);

    /// Adds [begin, end), as far as it lies inside.
    void add(model::Nanos begin, model::Nanos end, model::State state);
    /// Adds `intervals`, those still open until `now`.
    void add(const model::Intervals::Range& intervals, model::Nanos now);

    struct Result {
        std::vector<model::StateTimes> sums;
        std::vector<std::uint32_t> counts; ///< stretches that lie in each, wholly or in part
    };
    [[nodiscard]] Result result() const;
    [[nodiscard]] const std::vector<model::Nanos>& edges() const { return m_edges; }

private:
    [[nodiscard]] std::size_t columnOf(model::Nanos time) const;

    std::vector<model::Nanos> m_edges;
    double m_scale; ///< columns per nanosecond
    std::vector<model::StateTimes> m_parts;
    std::vector<std::array<std::int32_t, model::StateCount>> m_whole; ///< changes of how many fill a column
    std::vector<std::int32_t> m_counts;                               ///< changes of how many lie in it
};

} // namespace braid::render
