#pragma once

#include "engine/trace/format.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace braid::trace {

struct ControlPage;

/// A trace file as a process that appends to it sees it, and the giving out of its chunks. Plain data: made by mapTrace() or
/// mapBytes(), it stays at one address until the last thread that appends to it has left.
///
/// The functions allocate nothing, take no lock, use no errno and, but for mapping itself, are async-signal-safe and
/// thread-safe, between processes too.
struct Mapping {
    std::byte* base = nullptr;
    std::uint64_t length = 0; ///< bytes of the mapping: all that the file may ever hold
    /// For reserving space. -1 after forgetDescriptor().
    int fd = -1;

    /// Both may be null. Called by the thread that appends, outside of any event: they may append themselves.
    void (*tookChunk)(Mapping&) = nullptr; ///< a new chunk has been taken
    /// The thread finds itself in a forked child, with no chunk yet. It would go on as the same lane; a caller that knows better
    /// enters another one here.
    void (*forked)(Mapping&) = nullptr;
    void* owner = nullptr; ///< for these two

    [[nodiscard]] Header& header() const { return *reinterpret_cast<Header*>(base); }
    [[nodiscard]] ControlPage* control() const { return reinterpret_cast<ControlPage*>(base + ControlOffset); }
    [[nodiscard]] ChunkHeader& chunk(std::uint32_t index) const {
        return *reinterpret_cast<ChunkHeader*>(base + ChunksOffset + std::uint64_t{index} * ChunkBytes);
    }
};

/// Bytes of a file with so many chunks.
[[nodiscard]] constexpr std::uint64_t bytesFor(std::uint64_t chunks) { return ChunksOffset + chunks * ChunkBytes; }

/// Maps `length` bytes of `fd`, which stays the caller's and open. 0 or an errno.
[[nodiscard]] int mapBytes(int fd, std::uint64_t length, Mapping& mapping);
/// Maps the trace behind `fd`, which stays the caller's and open. 0, an errno, or NotATrace.
[[nodiscard]] int mapTrace(int fd, Mapping& mapping);
/// What is behind the descriptor is no trace, or one of another version of the format.
constexpr int NotATrace = -1;
void unmap(Mapping& mapping);
/// From here on the mapping needs no descriptor, so that the process may close it, or all there are: the file is given its
/// full length, as a hole, and space is reserved through the mapping. 0 or an errno: it still needs it. Linux 5.14.
[[nodiscard]] int forgetDescriptor(Mapping& mapping);

/// Reserves space in the file for [from, to) so that writing there cannot fail. 0 or an errno.
[[nodiscard]] int reserveBytes(int fd, std::uint64_t from, std::uint64_t to);
/// Reserves the first `chunks` chunks, where they are within the limit. False where the disk is full.
bool reserveUpTo(Mapping& mapping, std::uint64_t chunks);
/// Reserves (and, with populate, faults in for this process) chunks ahead of the writers. True where it did something.
bool reserveAhead(Mapping& mapping, std::uint32_t chunks, bool populate);

/// The next chunk of the file, reserved; nullptr where the limit or the disk is reached.
[[nodiscard]] ChunkHeader* claimChunk(Mapping& mapping);
/// A chunk with room left whose writer has ended; nullptr where there is none.
[[nodiscard]] ChunkHeader* takeFreeChunk(Mapping& mapping);
/// Gives a chunk back that has room left, for takeFreeChunk() in whatever thread or process. Its writer appends no more.
void giveFreeChunk(Mapping& mapping, ChunkHeader& chunk);

/// A number that a forked child does not share with its parent. Its word lies in memory that the kernel zeroes in the child
/// (MADV_WIPEONFORK): a thread that kept word and number sees by one comparison that it has become another process, whether or not
/// the fork was announced.
struct ProcessMark {
    const std::atomic<std::uint64_t>* word;
    std::uint64_t number;
};
/// Of this process.
[[nodiscard]] ProcessMark processMark();

} // namespace braid::trace
