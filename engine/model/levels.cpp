#include "engine/model/levels.h"

#include "engine/model/growth.h"

namespace braid::model {

void Levels::append(const Level& level) {
    if (m_size % BlockLength == 0) {
        model::append(m_blocks, {});
        m_blocks.back().time = level.time;
    }
    put(m_size, level);
    ++m_size;
}

void Levels::put(std::size_t index, const Level& level) {
    Block& block = m_blocks[index / BlockLength];
    const std::size_t place = index % BlockLength;
    const auto small = [](std::int32_t value) { return value >= INT16_MIN && value <= INT16_MAX; };
    if (!block.wide && level.time - block.time <= UINT32_MAX && small(level.depth) && small(level.waiters)) {
        block.packed[place] = {static_cast<std::uint32_t>(level.time - block.time), static_cast<std::int16_t>(level.depth),
                               static_cast<std::int16_t>(level.waiters)};
        return;
    }
    if (!block.wide) {
        auto wide = std::make_unique<std::array<Level, BlockLength>>();
        for (std::size_t i = 0; i < place; ++i)
            (*wide)[i] = (*this)[index - place + i];
        block.wide = std::move(wide);
        ++m_wideBlocks;
    }
    (*block.wide)[place] = level;
}

std::size_t Levels::memory() const {
    return m_blocks.capacity() * sizeof(Block) + m_wideBlocks * sizeof(std::array<Level, BlockLength>);
}

} // namespace braid::model
