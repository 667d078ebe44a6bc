#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace braid::record {

/// A thread that is asleep in a system call, as the system tells of it.
struct KernelWait {
    long call = -1; ///< its number
    std::array<std::uint64_t, 6> arguments{};
    std::uint64_t code = 0;     ///< where the call was made
    std::uint64_t switches = 0; ///< how often the thread has gone to sleep so far: another number, another wait
    friend bool operator==(const KernelWait&, const KernelWait&) = default;
};

/// Nothing where the thread is not asleep, is gone, or may not be looked at.
[[nodiscard]] std::optional<KernelWait> kernelWait(long process, long thread);
/// It waits, for as long as it takes, for the futex at the address that this returns; nothing else.
[[nodiscard]] std::optional<std::uint64_t> futexOf(const KernelWait& wait);
/// The file name of what is mapped at `address` in `process`, without its folder; empty where it is no file.
[[nodiscard]] std::string mappedAt(long process, std::uint64_t address);

/// The pipe or socket that `descriptor` of `process` is, for reading or for writing, as the preloaded library numbers it: twice the system's
/// number, and one more of a pipe for writing. 0 where it is something else, or cannot be told.
[[nodiscard]] std::uint64_t endNumberOf(long process, int descriptor, bool writes);

/// One of the TCP sockets with these system's numbers, ascending, has bytes that it has sent and that were not acknowledged, or that have come and
/// were not received. As `process` sees the network.
[[nodiscard]] bool bytesUnderWay(long process, const std::vector<std::uint64_t>& inodes);

} // namespace braid::record
