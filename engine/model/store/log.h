#pragma once

#include "engine/model/store/index_iterator.h"
#include "engine/model/store/long_vector.h"
#include "engine/trace/event.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace braid::model {

/// Nanoseconds since the trace began. Plain integer in the stored values, which are kept by the million.
using Nanos = std::int64_t;
/// "Not yet": the end of something still open.
constexpr Nanos Open = INT64_MAX;

/// Index into Model::log().
using EventIndex = std::uint32_t;
constexpr EventIndex NoEvent = UINT32_MAX;

/// What every event has. Made on demand: the log keeps it in two thirds of the room.
struct LogEntry {
    Nanos time = 0;
    std::uint32_t lane = 0;
    std::uint32_t object = 0;
    std::uint16_t site = 0;
    trace::EventKind kind = trace::EventKind::None;
};

/// The events of a run, append-only, 16 bytes each where they carry no value or a small one. In blocks that never move:
/// appending copies nothing, however long the run. Of an event's sequence nothing is kept: the reader has made log order
/// of it. Not thread-safe.
class Log {
public:
    using Iterator = IndexIterator<Log, LogEntry>;

    /// Keeps a copy of `event` as of `time`. NoEvent where there are 2³² − 1 of them.
    EventIndex append(const trace::Event& event, Nanos time);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    /// `index` < size().
    [[nodiscard]] LogEntry operator[](std::size_t index) const;
    /// What operator[] will look at soon is brought into the cache: where events far from each other are read in a row.
    void prefetch(std::size_t index) const {
        const Block* const block = m_blocks[index >> BlockBits].get();
        __builtin_prefetch(block);
        __builtin_prefetch(&block->entries[index & (BlockLength - 1)]);
    }
    [[nodiscard]] LogEntry front() const { return (*this)[0]; }
    [[nodiscard]] LogEntry back() const { return (*this)[m_size - 1]; }
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

    /// The first event later than `time`; size() where there is none. An event may be stamped a little before its predecessor
    /// in the log, so that later ones may follow it that are not. O(log n).
    [[nodiscard]] std::size_t firstAfter(Nanos time) const;

    /// The full event, the default one for an `index` out of range. Its text is valid as long as the log.
    [[nodiscard]] trace::Event event(EventIndex index) const;
    /// Bytes reserved for all of it.
    [[nodiscard]] std::size_t memory() const;

private:
    static constexpr std::size_t BlockBits = 8;
    static constexpr std::size_t BlockLength = std::size_t{1} << BlockBits;

    struct Packed {
        std::uint32_t offset = 0; ///< of the time from the block's, in ns
        std::uint32_t lane = 0;
        std::uint32_t object = 0;
        std::uint16_t site = 0;
        trace::EventKind kind = trace::EventKind::None;
        std::uint8_t value = 0; ///< small values of a and b, or 255: they are in the side table
    };
    static_assert(sizeof(Packed) == 16);
    struct Block {
        Nanos time = 0;
        Nanos latest = 0; ///< of its events and all before them
        /// Times as they are, where one of them is not within four seconds after the block's.
        std::unique_ptr<std::array<Nanos, BlockLength>> times;
        std::array<Packed, BlockLength> entries{};
    };
    struct Value {
        EventIndex event;
        std::uint32_t b;
        std::uint64_t a;
    };
    struct Text {
        EventIndex event;
        std::uint32_t block;
        std::uint32_t offset;
        std::uint32_t length;
    };
    [[nodiscard]] static Nanos timeOf(const Block& block, std::size_t place) {
        return block.times ? (*block.times)[place] : block.time + block.entries[place].offset;
    }
    static void keepTime(Block& block, std::size_t place, Nanos time);
    void keepText(EventIndex index, std::string_view text);

    std::size_t m_size = 0;
    std::vector<std::unique_ptr<Block>> m_blocks;
    std::size_t m_wideBlocks = 0;
    LongVector<Value> m_values;                  ///< by event
    LongVector<Text> m_texts;                    ///< by event
    std::vector<std::vector<char>> m_textBlocks; ///< never reallocated, so that views into them stay valid
};

inline LogEntry Log::operator[](std::size_t index) const {
    const Block& block = *m_blocks[index >> BlockBits];
    const std::size_t place = index & (BlockLength - 1);
    const Packed& packed = block.entries[place];
    return {timeOf(block, place), packed.lane, packed.object, packed.site, packed.kind};
}

inline Log::Iterator Log::begin() const { return {*this, 0}; }
inline Log::Iterator Log::end() const { return {*this, static_cast<std::ptrdiff_t>(m_size)}; }

} // namespace braid::model
