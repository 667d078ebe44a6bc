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
    std::atomic<std::uint32_t> orders;             ///< of which so many are given away
    static constexpr std::uint32_t Kinds = 64;
    alignas(64) std::atomic<std::uint32_t> named[Kinds]; ///< objects without a name of their own so far, by kind: each has another number
    alignas(64) Process processes[Processes];

    /// The table of what lies in memory that processes share, and of files.
    [[nodiscard]] ObjectEntry* objects() { return reinterpret_cast<ObjectEntry*>(this + 1); }
    static constexpr std::uint64_t objectBytes = std::uint64_t{64} << 16;
    /// The numbers of the items on their way from process to process through one queue, in the order in which they go.
    struct ItemOrder {
        static constexpr std::uint32_t Places = 1u << 16;
        std::atomic<std::uint32_t> numbers[Places];
    };
    static constexpr std::uint32_t Orders = 64;
    [[nodiscard]] ItemOrder* itemOrders() { return reinterpret_cast<ItemOrder*>(reinterpret_cast<char*>(this + 1) + objectBytes); }
    static constexpr std::uint64_t orderBytes = Orders * sizeof(ItemOrder);
};
static_assert(sizeof(SharedPage) % 64 == 0);
/// Of the file, of which the system keeps what is used.
constexpr std::uint64_t SharedBytes = sizeof(SharedPage) + SharedPage::objectBytes + SharedPage::orderBytes;

} // namespace braid::record
