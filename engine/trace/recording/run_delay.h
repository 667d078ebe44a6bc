#pragma once

#include "engine/trace/ids.h"
#include "engine/trace/recording/call_site.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

/// Running told apart from ready: the kernel counts for each thread how long it was ready without getting a processor
/// (/proc/<pid>/task/<tid>/schedstat). It counts a delay when the thread gets its processor, so it is read afterwards: by the
/// thread itself at its waits. Threads that compute without a wait are looked at by a sampler, which sees in their processor
/// clocks that they do not run.
///
/// Nothing here is on the way of an event: a thread looks where it blocks anyway, at most once in a millisecond, and only
/// while the sampler finds that threads of the run do wait for processors.
namespace braid::trace {

/// What the sampler and a recording thread share of that thread.
struct alignas(64) DelaySlot {
    std::atomic<std::uint32_t> tid; ///< 0 = free
    std::atomic<std::uint32_t> pid;
    std::atomic<std::uint32_t> lane;    ///< the thread's own
    std::atomic<std::uint32_t> waiting; ///< 1 = in an operation that blocks
    std::atomic<std::uint32_t> waits;   ///< ended so far
    /// 1 = a wait ended since the last look: a delay may have been before its end.
    std::atomic<std::uint32_t> waited;
    std::atomic<std::uint32_t> looksItself;      ///< 1 = the thread looks at its clocks all the time: see seesItself()
    std::atomic<const std::uint32_t*> processor; ///< where the kernel keeps its processor's number, or nullptr
    /// ns of delay that are in the trace or given up; NotReadYet. The sampler may be ahead of the kernel's count.
    std::atomic<std::uint64_t> told;
    std::atomic<std::uint64_t> lookedAt; ///< CLOCK_MONOTONIC, ns
};
constexpr std::uint64_t NotReadYet = ~std::uint64_t{0};

/// The slots of all threads of a run. Shared with forked children, whose threads the first process's sampler looks at too:
/// a child needs no sampler of its own. Zero when fresh. All members are lock-free atomics.
struct DelayBoard {
    static constexpr std::uint32_t Most = 4096; ///< threads beyond are not looked at

    std::atomic<std::uint32_t> busy;      ///< 1 = threads wait for processors: looking is worth it
    std::atomic<std::uint32_t> asleep;    ///< 1 = every thread waits and so does the sampler
    std::atomic<std::uint32_t> wake;      ///< the futex word on which the sampler sleeps
    std::atomic<std::uint32_t> used;      ///< slots from here on were never used
    std::atomic<std::uint32_t> firstFree; ///< a hint
    std::atomic<std::uint32_t> reading;   ///< slot whose `processor` the sampler reads just now, + 1; 0 = none
    DelaySlot delaySlots[Most];
};

/// Unmaps what newDelayBoard() mapped.
struct UnmapBoard {
    void operator()(DelayBoard* board) const;
};
using DelayBoardMapping = std::unique_ptr<DelayBoard, UnmapBoard>;
/// Null where the system has no memory for it, or does not count delays.
[[nodiscard]] DelayBoardMapping newDelayBoard();

/// What the kernel says of a thread, in ns. `ran` of another thread that runs now may be a tick old.
struct ThreadTimes {
    std::uint64_t ran = 0;
    std::uint64_t delayed = 0;
    std::uint64_t slices = 0; ///< how many times it got a processor; no time
};
/// Reads a schedstat file that is open as `fd`. False where its thread is gone or the text is something else.
[[nodiscard]] bool readThreadTimes(int fd, ThreadTimes& times);
/// Delays below this are not told: the cost of a switch itself.
constexpr std::uint64_t LeastDelay = 20'000;
/// `b` of an OffCpu event. `processor`: its number + 1, 0 = not known. `window`: ns.
[[nodiscard]] std::uint32_t offCpuBits(std::uint32_t processor, std::uint64_t window);

/// Whether this system counts delays. Looks once.
[[nodiscard]] bool delaysAreCounted();

// For the current thread. Without effect in one that does not record.

/// From here on the thread has a slot on `board` (may be null); for Recording::enter().
void joinDelayBoard(DelayBoard* board, LaneId lane);
/// Gives the slot back; for Recording::leave().
void leaveDelayBoard();
/// In a forked child: the slot is the parent's thread's.
void forgetDelayBoard();
/// Around a fork: no thread has a schedstat file open meanwhile, which the child would keep.
void holdDelayLooks(bool hold);

/// Right before the event that says that the thread blocks. Keeps errno.
void waitBegins();
/// Right after what blocked, before the event that says so: what it was ready before it ran again is told first. True where
/// that was done: if it blocks once more, it has to say so again. Keeps errno.
bool waitEnds();
/// Tells what delay there was since the last look, where a look is due.
void lookAtDelay();
/// From here on, until it says that this is over, the thread looks at its clocks all the time and tells each delay itself, where it lay:
/// what the sampler would tell of the same delay while it lasts would lie elsewhere.
void seesItself(bool on);
/// The thread has just seen by its clocks that it did not run for `off`, which ended now: told as a place in time that is
/// exact.
void tellDelay(std::chrono::nanoseconds off, SiteId site);

} // namespace braid::trace
