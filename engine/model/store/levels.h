#pragma once

#include "engine/model/store/index_range.h"
#include "engine/model/store/log.h"
#include "engine/model/store/long_vector.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace braid::model {

/// From `time` on the object had this depth and so many waiters. Depth is items, permits taken, recursion, readers, the
/// flag of an event, the count left of a latch, those who have come to a barrier. Of plain locks it is 0 (whether they
/// are held is in Object::holdings()), so that uncontended locking needs no Level.
struct Level {
    Nanos time = 0;
    std::int32_t depth = 0;
    std::int32_t waiters = 0;
};

/// Sums over levels, in nanoseconds × what they count.
struct LevelSums {
    double depth = 0;
    double waiters = 0;
    Nanos busy = 0;      ///< time with depth > 0
    Nanos contended = 0; ///< time with waiters > 0

    /// Adds `length` ns of `level`.
    void add(const Level& level, Nanos length);
};

/// The levels of one object, by time, append-only but for the last one: 8 bytes each as long as they are small and come
/// quickly after each other, which is where there are many of them. Not thread-safe.
class Levels {
public:
    using Range = IndexRange<Levels, Level>;
    using value_type = Level;
    using iterator = Range::iterator;
    using const_iterator = iterator;
    static constexpr std::size_t BlockLength = 32;

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    /// `index` < size().
    [[nodiscard]] Level operator[](std::size_t index) const;
    [[nodiscard]] Level front() const { return (*this)[0]; }
    [[nodiscard]] Level back() const { return (*this)[m_size - 1]; }
    [[nodiscard]] iterator begin() const;
    [[nodiscard]] iterator end() const;

    /// The one in force at `time`; none before the first. O(log n).
    [[nodiscard]] std::optional<Level> at(Nanos time) const;
    /// Those that begin in [begin, end); none where end ≤ begin. O(log n).
    [[nodiscard]] Range begunIn(Nanos begin, Nanos end) const;
    /// Those that are in force at some moment of [begin, end): the one at `begin` and those that begin later. O(log n).
    [[nodiscard]] Range in(Nanos begin, Nanos end) const;
    /// When the one after `level` begins; Open where there is none yet.
    [[nodiscard]] Nanos endOf(iterator level) const { return level + 1 == end() ? Open : (level + 1)->time; }

    /// `level.time` is not before the last one's.
    void append(const Level& level);
    /// Another level in the place of the last one.
    void replaceBack(const Level& level) { put(m_size - 1, level); }
    /// The times of the first levels of all blocks: few enough to lie in the cache while the levels do not.
    [[nodiscard]] IndexRange<LongVector<Nanos>, Nanos> blockTimes() const { return {m_times, 0, m_times.size()}; }
    /// A level, and the sums over all that was up to a moment in it.
    struct Position {
        std::size_t index = 0;
        LevelSums sums;
    };
    /// The last level of `block` that begins at or before `time`, and the sums up to then. `time` is not before the block's
    /// and not after the next block's. O(BlockLength), in one pass.
    [[nodiscard]] Position upTo(std::size_t block, Nanos time) const;
    /// The sums over all that was before `block`.
    [[nodiscard]] const LevelSums& before(std::size_t block) const { return m_blocks[block].before; }
    /// The least and the greatest depth of `range`, which is not empty and one of these levels. O(BlockLength + blocks).
    [[nodiscard]] std::pair<std::int32_t, std::int32_t> depths(Range range) const;
    /// Bytes reserved.
    [[nodiscard]] std::size_t memory() const;

private:
    struct Packed {
        std::uint32_t offset = 0; ///< of the time from the block's first, in ns
        std::int16_t depth = 0;
        std::int16_t waiters = 0;
    };
    struct Block {
        LevelSums before;                     ///< over all earlier blocks
        std::int32_t least = 0, greatest = 0; ///< depth, once there is a block after it
        std::uint32_t wide = Narrow;          ///< the place in m_wide of the levels as they are, where one of them does not fit
        std::array<Packed, BlockLength> packed{};
    };
    static constexpr std::uint32_t Narrow = UINT32_MAX;
    void put(std::size_t index, const Level& level);
    /// How many begin before `time`.
    [[nodiscard]] std::size_t countBefore(Nanos time) const;
    [[nodiscard]] std::pair<std::int32_t, std::int32_t> depths(std::size_t first, std::size_t last) const;

    std::size_t m_size = 0;
    LongVector<Block> m_blocks;
    LongVector<Nanos> m_times; ///< of the blocks
    LongVector<std::array<Level, BlockLength>> m_wide;
};

inline Level Levels::operator[](std::size_t index) const {
    const Block& block = m_blocks[index / BlockLength];
    const std::size_t place = index % BlockLength;
    if (block.wide != Narrow)
        return m_wide[block.wide][place];
    const Packed& packed = block.packed[place];
    return {m_times[index / BlockLength] + packed.offset, packed.depth, packed.waiters};
}

inline Levels::iterator Levels::begin() const { return {*this, 0}; }
inline Levels::iterator Levels::end() const { return {*this, static_cast<std::ptrdiff_t>(m_size)}; }

} // namespace braid::model
