#include "engine/model/store/holdings.h"

#include "engine/model/store/arithmetic.h"

#include <algorithm>

namespace braid::model {

std::size_t Holdings::countBefore(Nanos time) const {
    const auto after = std::lower_bound(m_times.begin(), m_times.end(), time);
    if (after == m_times.begin())
        return 0;
    const auto block = static_cast<std::size_t>(after - m_times.begin()) - 1;
    const Holding* const first = m_holdings.begin() + block * BlockLength;
    const Holding* const last = m_holdings.begin() + std::min((block + 1) * BlockLength, size());
    return static_cast<std::size_t>(std::partition_point(first, last, [time](const Holding& holding) { return holding.begin < time; }) -
                                    m_holdings.begin());
}

Holdings::Range Holdings::begunIn(Nanos begin, Nanos end) const {
    if (end <= begin)
        return {};
    return {*this, countBefore(begin), countBefore(end)};
}

std::size_t Holdings::lasting(std::size_t index, std::size_t begun, Nanos time) const {
    while (index < begun) {
        if (index % BlockLength == 0) { // whole blocks in which nothing lasts up to `time` are stepped over
            const Block* const blocks = m_blocks.data();
            std::size_t block = index / BlockLength;
            const std::size_t last = (begun - 1) / BlockLength;
            while (block <= last && blocks[block].open == 0 && blocks[block].latestEnd <= time)
                ++block;
            index = block * BlockLength;
            if (index >= begun)
                break;
        }
        if (m_holdings[index].end > time)
            return index;
        ++index;
    }
    return begun;
}

std::size_t Holdings::firstLasting(std::size_t begun, bool exclusive) const {
    if (!exclusive || begun == 0)
        return 0;
    // Only the last one may; ones of no length at the same moment may stand behind the one that counts.
    std::size_t first = begun - 1;
    while (first > 0 && m_holdings[first - 1].begin == m_holdings[first].begin)
        --first;
    return first;
}

Holdings::Found Holdings::in(Nanos begin, Nanos end, bool exclusive) const {
    if (end <= begin)
        return {*this, 0, 0, 0, begin};
    const std::size_t begun = countBefore(begin);
    return {*this, firstLasting(begun, exclusive), begun, countBefore(end), begin};
}

Holdings::Found Holdings::at(Nanos time, bool exclusive) const {
    const std::size_t begun = time == Open ? size() : countBefore(time + 1);
    std::size_t earlier = begun;
    while (exclusive && earlier > 0 && m_holdings[earlier - 1].begin == time)
        --earlier;
    return {*this, firstLasting(earlier, exclusive), begun, begun, time};
}

void Holdings::append(const Holding& holding) {
    if (size() % BlockLength == 0) {
        Block block;
        if (!m_blocks.empty()) {
            block.before = m_blocks.back().before;
            addTo(block.before, m_blocks.back().held);
        }
        m_blocks.push_back(block);
        m_times.push_back(holding.begin);
    }
    ++m_blocks.back().open;
    m_holdings.push_back(holding);
}

Nanos Holdings::close(std::size_t index, Nanos time) {
    Holding& holding = m_holdings[index];
    holding.end = std::max(time, holding.begin);
    const Nanos length = holding.end - holding.begin;
    Block& block = m_blocks[index / BlockLength];
    --block.open;
    block.latestEnd = std::max(block.latestEnd, holding.end);
    addTo(block.held, length);
    return length;
}

} // namespace braid::model
