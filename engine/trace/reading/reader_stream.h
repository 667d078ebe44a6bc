#pragma once

#include "engine/trace/format.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace braid::trace {

/// Reads bytes of a file by copying them; a file that shrinks meanwhile gives false, never a signal. Does not own `fd`.
class FileBytes {
public:
    explicit FileBytes(int fd = -1) : m_fd(fd) {}
    /// All `size` bytes at `offset`, or false.
    [[nodiscard]] bool readAt(void* to, std::size_t size, std::uint64_t offset) const;
    /// Where the first bytes at or after `offset` are that are not in a hole of the file; its end where all is one. Where the
    /// file system does not tell, `offset`.
    [[nodiscard]] std::uint64_t dataFrom(std::uint64_t offset) const;
    /// Bytes of the file now, 0 on failure.
    [[nodiscard]] std::uint64_t size() const;

private:
    int m_fd;
};

/// Where chunk `index` begins.
[[nodiscard]] constexpr std::uint64_t chunkOffset(std::uint32_t index) {
    return ChunksOffset + std::uint64_t{index} * ChunkBytes;
}

/// A decoded record; `text` points into the stream's buffer until the stream moves on.
struct Record {
    EventSlot slot{};
    std::uint64_t ticks = 0;
    std::uint64_t a = 0;
    std::uint32_t b = 0;
    const char* text = nullptr;
    std::uint32_t textLength = 0;
    std::uint32_t slots = 1; ///< it takes in the file
};

struct HeaderCopy;

/// The records of one writer, chunk after chunk. Holds at most one chunk in memory. Checks every length against what
/// was read.
class Stream {
public:
    struct Chunk {
        std::uint32_t index;
        std::uint32_t lane;
        std::uint64_t baseTicks;
    };

    /// Chunks must come in the order in which the writer claimed them.
    void add(Chunk chunk) { m_chunks.push_back(chunk); }

    /// Moves to the next record. False when there is none now: for good once `over`. `header` says which times can be.
    [[nodiscard]] bool next(const FileBytes& bytes, bool over, const HeaderCopy& header);
    /// Requires that next() returned true.
    [[nodiscard]] const Record& head() const { return m_head; }
    /// True where a record was not well formed; what follows it in its chunk is left out.
    [[nodiscard]] bool damaged() const { return m_damaged; }
    /// Of lanes that nothing tells, too: the chunk went from one thread to the next.
    [[nodiscard]] bool damagedForOthers() const { return m_damagedForOthers; }

    /// The process that has taken the stream over since this was last asked.
    [[nodiscard]] std::optional<std::uint32_t> takeNewPid() { return std::exchange(m_newPid, std::nullopt); }

    /// Where records were left out since this was last asked: the lane that wrote them. Asked before the head is used.
    [[nodiscard]] std::optional<std::uint32_t> takeGap() { return std::exchange(m_gap, std::nullopt); }
    [[nodiscard]] bool gapWaits() const { return m_gap.has_value(); }

    /// How many of its chunks have been read, the present one by its part.
    [[nodiscard]] double chunksRead() const {
        return static_cast<double>(m_chunk) + (m_committed > 0 ? static_cast<double>(m_position) / m_committed : 0);
    }

    /// Whose records these are now; a Resume and a SwitchKind change it.
    std::uint32_t lane = 0;
    /// Since when its head waits for a number, where that has been looked at.
    std::chrono::steady_clock::time_point parkedSince{};

private:
    [[nodiscard]] bool decode(const HeaderCopy& header);
    void leaveOutRest();
    [[nodiscard]] bool loadMore(const FileBytes& bytes);
    void damageFound();

    std::vector<Chunk> m_chunks;
    std::size_t m_chunk = 0; ///< index into m_chunks of the one being read
    bool m_entered = false;  ///< its base and lane are in force
    std::uint64_t m_base = 0;
    std::uint32_t m_position = 0;  ///< next slot to decode
    std::uint32_t m_committed = 0; ///< slots in m_slots
    std::vector<Slot> m_slots;
    Record m_head;
    bool m_damaged = false;
    bool m_damagedForOthers = false;
    bool m_shared = false; ///< the present chunk went from one thread to the next
    std::optional<std::uint32_t> m_newPid;
    bool m_chunkDamaged = false; ///< records of the present chunk were left out
    std::optional<std::uint32_t> m_gap;
    bool m_exhausted = false;
};

} // namespace braid::trace
