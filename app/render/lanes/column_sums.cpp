#include "app/render/lanes/column_sums.h"
#include "app/render/lanes/lane_density.h"

#include <algorithm>
#include <array>
#include <utility>

namespace braid::render {

using model::Nanos;

ColumnSums::ColumnSums(std::vector<Nanos> edges)
    : m_edges(std::move(edges)), m_scale(static_cast<double>(m_edges.size() - 1) /
                                         static_cast<double>(std::max<Nanos>(1, m_edges.back() - m_edges.front()))),
      m_parts(m_edges.size() - 1), m_whole(m_edges.size()), m_counts(m_edges.size() + 1) {}

std::size_t ColumnSums::columnOf(Nanos time) const {
    auto column = static_cast<std::size_t>(static_cast<double>(time - m_edges.front()) * m_scale);
    column = std::min(column, m_parts.size() - 1);
    while (column > 0 && m_edges[column] > time)
        --column;
    while (column + 1 < m_parts.size() && m_edges[column + 1] <= time)
        ++column;
    return column;
}

void ColumnSums::add(Nanos begin, Nanos end, model::State state) {
    begin = std::max(begin, m_edges.front());
    end = std::min(end, m_edges.back());
    if (begin >= end)
        return;
    const auto s = static_cast<std::size_t>(state);
    const std::size_t first = columnOf(begin), last = columnOf(end - 1);
    ++m_counts[first];
    --m_counts[last + 1];
    if (first == last) {
        m_parts[first][s] += end - begin;
        return;
    }
    m_parts[first][s] += m_edges[first + 1] - begin;
    m_parts[last][s] += end - m_edges[last];
    ++m_whole[first + 1][s];
    --m_whole[last][s];
}

void ColumnSums::add(const model::Intervals::Range& intervals, Nanos now) {
    for (const model::Interval& interval : intervals)
        add(interval.begin, std::min(interval.end, now), interval.shown());
}

ColumnSums::Result ColumnSums::result() const {
    Result result{m_parts, std::vector<std::uint32_t>(m_parts.size())};
    std::array<std::int32_t, model::StateCount> whole{};
    std::int32_t count = 0;
    for (std::size_t column = 0; column < m_parts.size(); ++column) {
        count += m_counts[column];
        result.counts[column] = static_cast<std::uint32_t>(count);
        for (std::size_t s = 0; s < model::StateCount; ++s) {
            whole[s] += m_whole[column][s];
            result.sums[column][s] += whole[s] * (m_edges[column + 1] - m_edges[column]);
        }
    }
    return result;
}

} // namespace braid::render
