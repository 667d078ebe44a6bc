#include "engine/trace/reading/reader_header.h"

#include <algorithm>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::trace {
namespace {

/// The header as bytes: it holds atomics, which cannot be copied into.
using HeaderBytes = std::array<std::byte, sizeof(Header)>;
static_assert(std::is_standard_layout_v<Header>);

constexpr double NanosPerSecond = 1e9;
constexpr double LongestRun = 366.0 * 24 * 3600 * NanosPerSecond; ///< ns
/// Clocks of two processors may disagree a little, and who writes the end is not who wrote the last event.
constexpr double Spare = 10 * NanosPerSecond;
/// Ticks may be of any machine's counter: from 20 GHz to 1 MHz.
constexpr double LeastNanosPerTick = 0.05, MostNanosPerTick = 1000;

template <class T>
void field(const HeaderBytes& raw, T& to, std::size_t offset) {
    std::memcpy(&to, raw.data() + offset, sizeof to);
}

void takeChanging(const HeaderBytes& raw, HeaderCopy& header) {
    std::uint32_t outcome = 0;
    field(raw, header.claimed, offsetof(Header, claimed));
    field(raw, header.writers, offsetof(Header, writers));
    field(raw, header.ids, offsetof(Header, ids));
    field(raw, header.limitChunks, offsetof(Header, limitChunks));
    field(raw, header.reservedChunks, offsetof(Header, reservedChunks));
    field(raw, header.supervisorPid, offsetof(Header, supervisorPid));
    field(raw, header.endTicks, offsetof(Header, endTicks));
    field(raw, header.lost, offsetof(Header, lost));
    field(raw, header.fullTicks, offsetof(Header, fullTicks));
    field(raw, header.fullError, offsetof(Header, fullError));
    field(raw, header.nested, offsetof(Header, nested));
    field(raw, outcome, offsetof(Header, outcome));
    header.outcome = outcome <= static_cast<std::uint32_t>(Outcome::Hang) ? static_cast<Outcome>(outcome) : Outcome::Unknown;
}

/// Of the part that does not change.
bool calibrationMakesSense(const HeaderCopy& header) {
    if (!(header.nanosPerTick >= LeastNanosPerTick && header.nanosPerTick <= MostNanosPerTick))
        return false;
    if (header.clock == ClockSource::Monotonic && header.nanosPerTick != 1)
        return false;
    return header.clock <= ClockSource::TimeStampCounter && header.startMonotonic >= 0 && header.startWall >= 0;
}

} // namespace

std::int64_t HeaderCopy::nanos(std::uint64_t ticks) const {
    const double value = static_cast<double>(static_cast<std::int64_t>(ticks - startTicks)) * nanosPerTick;
    // A damaged file may claim any time; a century is enough and keeps sums from overflowing.
    constexpr double Limit = 3.2e18;
    return static_cast<std::int64_t>(std::clamp(value, -Limit, Limit));
}

bool HeaderCopy::inTime(std::uint64_t ticks) const {
    const auto time = static_cast<double>(nanos(ticks));
    const double end = outcome != Outcome::Unknown && endTicks != 0 ? static_cast<double>(nanos(endTicks)) : LongestRun;
    return time >= -Spare && time <= end + Spare;
}

Result<HeaderCopy> readHeader(int fd, const FileBytes& bytes, const std::string& name) {
    struct stat info {};
    if (fstat(fd, &info) != 0)
        return systemError("cannot read the trace", name);
    if (S_ISDIR(info.st_mode))
        return Error{"cannot read the trace", name, "it is a directory"};
    HeaderBytes raw{};
    const ssize_t got = pread(fd, raw.data(), raw.size(), 0);
    if (got < 0)
        return systemError("cannot read the trace", name);
    if (static_cast<std::size_t>(got) < sizeof Magic || std::memcmp(raw.data(), Magic, sizeof Magic) != 0)
        return Error{"cannot read", name, "it is not a Braid trace"};
    if (static_cast<std::size_t>(got) < raw.size())
        return Error{"cannot read", name, "the trace is cut off in its header"};
    HeaderCopy header;
    std::uint32_t version = 0, order = 0, chunksOffset = 0, chunkBytes = 0, check = 0;
    field(raw, version, offsetof(Header, version));
    field(raw, order, offsetof(Header, byteOrder));
    if (order != ByteOrderMark)
        return Error{"cannot read", name, "the trace was written on a machine with another byte order"};
    if (version > FormatVersion)
        return Error{"cannot read", name,
                     "the trace was written by a newer Braid (format " + std::to_string(version) + "; this one reads up to " +
                         std::to_string(FormatVersion) + ")"};
    field(raw, chunksOffset, offsetof(Header, chunksOffset));
    field(raw, chunkBytes, offsetof(Header, chunkBytes));
    field(raw, header.clock, offsetof(Header, clock));
    field(raw, header.startTicks, offsetof(Header, startTicks));
    field(raw, header.nanosPerTick, offsetof(Header, nanosPerTick));
    field(raw, header.startMonotonic, offsetof(Header, startMonotonic));
    field(raw, header.startWall, offsetof(Header, startWall));
    field(raw, check, offsetof(Header, check));
    const bool changed = check != 0 && check != checkOf(raw.data()); // files of earlier Braids have no check
    if (version == 0 || chunksOffset != ChunksOffset || chunkBytes != ChunkBytes || changed || !calibrationMakesSense(header))
        return Error{"cannot read", name, "the trace's header is damaged"};
    if (!refreshHeader(bytes, header))
        return Error{"cannot read", name, "the trace is cut off in its header"};
    if (header.outcome != Outcome::Unknown && !plausible(header))
        return Error{"cannot read", name, "the trace's header is damaged"};
    return header;
}

bool refreshHeader(const FileBytes& bytes, HeaderCopy& header) {
    HeaderBytes raw{};
    if (!bytes.readAt(raw.data(), raw.size(), 0))
        return false;
    takeChanging(raw, header);
    return true;
}

bool plausible(const HeaderCopy& header) {
    const auto inARun = [&header](std::uint64_t ticks) {
        const auto time = static_cast<double>(header.nanos(ticks));
        return time >= 0 && time <= LongestRun;
    };
    if (header.outcome != Outcome::Unknown && !inARun(header.endTicks))
        return false;
    if (header.reservedChunks > header.limitChunks || header.limitChunks > UINT32_MAX / 2)
        return false;
    // Each writer may have asked for one more chunk than there are.
    const std::uint64_t threads = std::uint64_t{header.writers} + 1;
    if (header.claimed > header.limitChunks + threads)
        return false;
    const bool full = header.fullTicks != 0 && (header.claimed >= header.limitChunks || header.fullError != 0);
    if (header.lost != 0 && (!full || !inARun(header.fullTicks)))
        return false;
    // An event costs a nanosecond at least, and there are no more processors than this.
    constexpr double MostProcessors = 4096;
    const double since = header.outcome != Outcome::Unknown ? static_cast<double>(header.nanos(header.endTicks)) : LongestRun;
    if (static_cast<double>(header.lost) + static_cast<double>(header.nested) > (since + 1) * MostProcessors)
        return false;
    // Numbers are given out one by one, and each is written down at once; where events were lost, these may be among them.
    const std::uint64_t slots = std::uint64_t{header.claimed} * ChunkSlots;
    return header.lost != 0 || header.ids <= slots + threads * ChunkSlots;
}

} // namespace braid::trace
