#include "engine/model/store/levels.h"

#include <algorithm>
#include <tuple>

namespace braid::model {

void LevelSums::add(const Level& level, Nanos length) {
    depth += static_cast<double>(level.depth) * static_cast<double>(length);
    waiters += static_cast<double>(level.waiters) * static_cast<double>(length);
    busy += level.depth > 0 ? length : 0;
    contended += level.waiters > 0 ? length : 0;
}

void Levels::append(const Level& level) {
    if (m_size % BlockLength == 0) {
        Block block;
        if (m_size > 0) { // all but the last level are final, and now that one is too
            block.before = upTo(m_blocks.size() - 1, level.time).sums;
            std::tie(m_blocks.back().least, m_blocks.back().greatest) = depths(m_size - BlockLength, m_size);
        }
        m_blocks.push_back(block);
        m_times.push_back(level.time);
    }
    put(m_size, level);
    ++m_size;
}

void Levels::put(std::size_t index, const Level& level) {
    Block& block = m_blocks[index / BlockLength];
    const std::size_t place = index % BlockLength;
    const Nanos first = m_times[index / BlockLength];
    const auto small = [](std::int32_t value) { return value >= INT16_MIN && value <= INT16_MAX; };
    if (block.wide == Narrow && level.time - first <= UINT32_MAX && small(level.depth) && small(level.waiters)) {
        block.packed[place] = {static_cast<std::uint32_t>(level.time - first), static_cast<std::int16_t>(level.depth),
                               static_cast<std::int16_t>(level.waiters)};
        return;
    }
    if (block.wide == Narrow) {
        std::array<Level, BlockLength> wide{};
        for (std::size_t i = 0; i < place; ++i)
            wide[i] = (*this)[index - place + i];
        m_wide.push_back(wide);
        block.wide = static_cast<std::uint32_t>(m_wide.size() - 1);
    }
    m_wide[block.wide][place] = level;
}

Levels::Position Levels::upTo(std::size_t block, Nanos time) const {
    const Block& levels = m_blocks[block];
    Position here{block * BlockLength, levels.before};
    const std::size_t end = std::min(here.index + BlockLength, m_size);
    if (levels.wide == Narrow) {
        // In whole numbers, which is what a frame of ten million events has to be quick at: 2^16 · 2^32 · BlockLength fits.
        const Packed* level = levels.packed.data();
        const Packed* const last = level + (end - here.index - 1);
        const Nanos offset = time - m_times[block];
        std::int64_t depth = 0, waiters = 0, busy = 0, contended = 0;
        for (; level != last && level[1].offset <= offset; ++level) {
            const std::int64_t length = std::int64_t{level[1].offset} - level->offset;
            depth += level->depth * length;
            waiters += level->waiters * length;
            busy += level->depth > 0 ? length : 0;
            contended += level->waiters > 0 ? length : 0;
        }
        here.index += static_cast<std::size_t>(level - levels.packed.data());
        here.sums.depth += static_cast<double>(depth);
        here.sums.waiters += static_cast<double>(waiters);
        here.sums.busy += busy;
        here.sums.contended += contended;
    } else {
        for (; here.index + 1 < end && (*this)[here.index + 1].time <= time; ++here.index)
            here.sums.add((*this)[here.index], (*this)[here.index + 1].time - (*this)[here.index].time);
    }
    const Level last = (*this)[here.index];
    here.sums.add(last, time - last.time);
    return here;
}

std::size_t Levels::countBefore(Nanos time) const {
    const auto after = std::lower_bound(m_times.begin(), m_times.end(), time);
    if (after == m_times.begin())
        return 0;
    const auto block = static_cast<std::size_t>(after - m_times.begin()) - 1;
    const auto first = begin() + static_cast<std::ptrdiff_t>(block * BlockLength);
    const auto last = begin() + static_cast<std::ptrdiff_t>(std::min((block + 1) * BlockLength, m_size));
    return static_cast<std::size_t>(std::partition_point(first, last, [time](const Level& level) { return level.time < time; }) - begin());
}

std::optional<Level> Levels::at(Nanos time) const {
    const std::size_t begun = time == Open ? m_size : countBefore(time + 1);
    return begun > 0 ? std::optional((*this)[begun - 1]) : std::nullopt;
}

Levels::Range Levels::begunIn(Nanos begin, Nanos end) const {
    if (end <= begin)
        return {};
    return {*this, countBefore(begin), countBefore(end)};
}

Levels::Range Levels::in(Nanos begin, Nanos end) const {
    if (end <= begin)
        return {};
    const std::size_t begun = countBefore(begin + 1);
    return {*this, begun > 0 ? begun - 1 : 0, countBefore(end)};
}

std::pair<std::int32_t, std::int32_t> Levels::depths(Range range) const {
    const auto first = static_cast<std::size_t>(range.begin() - begin());
    return depths(first, first + range.size());
}

std::pair<std::int32_t, std::int32_t> Levels::depths(std::size_t first, std::size_t last) const {
    std::pair<std::int32_t, std::int32_t> result{INT32_MAX, INT32_MIN};
    const auto take = [&result](std::int32_t least, std::int32_t greatest) {
        result.first = std::min(result.first, least);
        result.second = std::max(result.second, greatest);
    };
    while (first < last) {
        const std::size_t block = first / BlockLength;
        if (first % BlockLength == 0 && first + BlockLength <= last && block + 1 < m_blocks.size()) {
            take(m_blocks[block].least, m_blocks[block].greatest);
            first += BlockLength;
            continue;
        }
        const std::int32_t depth = (*this)[first++].depth;
        take(depth, depth);
    }
    return result;
}

std::size_t Levels::memory() const {
    return m_blocks.memory() + m_times.memory() + m_wide.memory();
}

} // namespace braid::model
