#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

/// What the processes of a recorded program share beside the trace, in a file without a name that the launcher holds.
namespace braid::record {

struct ObjectEntry;

/// The variable of the environment by which the recording is found: "TRACE:PAGE", two paths.
constexpr const char* RecordVariable = "BRAID_RECORD";

struct SharedPage {
    static constexpr std::uint32_t Processes = 1u << 15;
    struct Process {
        std::atomic<std::int32_t> pid; ///< 0 = free
        std::atomic<std::uint32_t> lane;
        std::atomic<std::int32_t> fileOwner; ///< the process whose lock of fcntl it waits for; 0 = none
        std::atomic<std::uint32_t> thread;   ///< the lane of its first thread
        /// The lane that the program itself sent a signal to, << 32, and the last such signal: another process may get the number later.
        std::atomic<std::uint64_t> asked;
    };
    alignas(64) std::atomic<std::uint32_t> forked; ///< children so far
    alignas(64) Process processes[Processes];

    /// The table of what lies in memory that processes share, and of files.
    [[nodiscard]] ObjectEntry* objects() { return reinterpret_cast<ObjectEntry*>(this + 1); }
    /// Bytes of the file.
    static constexpr std::uint64_t objectBytes = std::uint64_t{64} << 16;
};
static_assert(sizeof(SharedPage) % 64 == 0);
constexpr std::uint64_t SharedBytes = sizeof(SharedPage) + SharedPage::objectBytes;

} // namespace braid::record
