#pragma once

#include "engine/trace/event.h"
#include "engine/trace/format.h"
#include "engine/trace/reading/reader_stream.h"
#include "engine/trace/result.h"

#include <array>
#include <cstddef>
#include <string>

namespace braid::trace {

/// What the head of a trace file says, as it was read: nothing of it is trusted for an allocation.
struct HeaderCopy {
    // Fixed from the start.
    ClockSource clock = ClockSource::Monotonic;
    std::uint64_t startTicks = 0;
    double nanosPerTick = 1;
    std::int64_t startMonotonic = 0, startWall = 0;
    // Changing.
    std::uint32_t claimed = 0, writers = 0, ids = 0, limitChunks = 0, reservedChunks = 0, supervisorPid = 0, fullError = 0;
    std::uint64_t endTicks = 0, lost = 0, fullTicks = 0, nested = 0;
    Outcome outcome = Outcome::Unknown;

    /// The time of `ticks`, ns since the trace began; within a century of it, whatever a file says.
    [[nodiscard]] std::int64_t nanos(std::uint64_t ticks) const;
    /// Whether something can have happened at `ticks`: not before the trace began, and where its end is known not after it;
    /// in both with some seconds to spare. Runs of more than a year are not taken for real.
    [[nodiscard]] bool inTime(std::uint64_t ticks) const;
};

/// Reads and checks the fixed part, and takes in the changing one. `name` is for the sentence that says what is wrong.
[[nodiscard]] Result<HeaderCopy> readHeader(int fd, const FileBytes& bytes, const std::string& name);
/// Reads the changing part anew. False where the file has become too short.
[[nodiscard]] bool refreshHeader(const FileBytes& bytes, HeaderCopy& header);
/// Whether the changing part makes sense where no writer is at work on it any more.
[[nodiscard]] bool plausible(const HeaderCopy& header);

} // namespace braid::trace
