#include "engine/model/store/intervals.h"

#include <algorithm>

namespace braid::model {

std::size_t Intervals::countUpTo(Nanos time) const {
    if (!m_packed.empty() && m_packed.back().begin <= time)
        return m_packed.size(); // mostly asked about the present
    const auto after = std::upper_bound(m_packed.begin(), m_packed.end(), time,
                                        [](Nanos t, const PackedInterval& interval) { return t < interval.begin; });
    return static_cast<std::size_t>(after - m_packed.begin());
}

Intervals::Range Intervals::in(Nanos begin, Nanos end) const {
    if (end <= begin)
        return {};
    const std::size_t last = countUpTo(end - 1);
    const std::size_t begun = countUpTo(begin);
    if (begun == size() && m_end <= begin)
        return {};
    return {*this, begun > 0 ? begun - 1 : 0, last};
}

StateTimes Intervals::timesBefore(std::size_t index) const {
    const std::size_t blocks = std::min(index / BlockLength, m_sums.size());
    StateTimes times = blocks > 0 ? m_sums[blocks - 1] : StateTimes{};
    addTimes(times, blocks * BlockLength, index);
    return times;
}

void Intervals::addTimes(StateTimes& times, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
        times[static_cast<std::size_t>(m_packed[i].shown())] += m_packed[i + 1].begin - m_packed[i].begin;
}

void Intervals::markIdle(const std::vector<std::size_t>& indices) {
    if (indices.empty())
        return;
    for (const std::size_t index : indices)
        m_packed[index].apart = true;
    for (std::size_t block = indices.front() / BlockLength; block < m_sums.size(); ++block) {
        StateTimes times = block > 0 ? m_sums[block - 1] : StateTimes{};
        addTimes(times, block * BlockLength, (block + 1) * BlockLength);
        m_sums[block] = times;
    }
}

void Intervals::append(const PackedInterval& interval) {
    m_packed.push_back(interval);
    // All but the last two are final: the last may be replaced, and the one before it may then go on.
    while (m_packed.size() >= (m_sums.size() + 1) * BlockLength + 2)
        m_sums.push_back(timesBefore((m_sums.size() + 1) * BlockLength));
}

} // namespace braid::model
