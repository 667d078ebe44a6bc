#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

/// The file format, in the byte order of the machine that wrote it (stated in the header).
///
///   0      Header         one page
///   4096   ControlPage    one page, see control.h
///   16384  chunk 0, chunk 1, …  of ChunkBytes each
///
/// A writer (one thread) claims chunks with an atomic add on Header::claimed and appends records to its own chunk.
/// A record is an EventSlot, then `extra` further slots: the first of them, if any, a ValueSlot, the rest its text.
/// ChunkHeader::committed is stored with release order after the record is complete: whatever lies before it is
/// whole, also when the writer dies in the middle of the next one. Invariant: committed only grows, and slots before it
/// never change.
///
/// When a thread ends, what is left of its chunk goes to the next one that begins, in whatever process (Header::freeChunks).
/// That one appends as the same writer, whose records stay one sequence; a SwitchKind says from where on they are of another
/// lane. So at any time one thread appends to a chunk. It takes the chunk before it takes a number on any object: what stands
/// before its records in the sequence has no need of them.
///
/// Versions: 2 added SwitchKind, chunks with several owners, Header::nested, and kinds of events. A file of version 1 reads
/// as one that has none of them.
namespace braid::trace {

constexpr char Magic[8] = {'B', 'R', 'A', 'I', 'D', 'T', 'R', '\n'};
constexpr std::uint32_t FormatVersion = 2;
constexpr std::uint32_t ByteOrderMark = 0x01020304;
constexpr std::uint32_t ControlOffset = 4096;
constexpr std::uint32_t ChunksOffset = 16384;
constexpr std::uint32_t ChunkBytes = 16384;

enum class ClockSource : std::uint32_t {
    Monotonic = 0,
    TimeStampCounter = 1
};

struct Header {
    char magic[8];
    std::uint32_t version;
    std::uint32_t byteOrder;
    std::uint32_t chunksOffset;
    std::uint32_t chunkBytes;
    ClockSource clock;
    std::uint32_t limitChunks; ///< the file never holds more
    std::uint64_t startTicks;  ///< trace time 0 on the clock
    double nanosPerTick;
    std::int64_t startMonotonic; ///< CLOCK_MONOTONIC at trace time 0, ns
    std::int64_t startWall;      ///< CLOCK_REALTIME at trace time 0, ns
    std::uint32_t supervisorPid; ///< who made the file
    std::uint32_t check;         ///< checkOf() what stands between the magic and supervisorPid; 0 = unchecked

    alignas(64) std::atomic<std::uint32_t> claimed;        ///< chunks given out; may exceed limitChunks
    std::atomic<std::uint32_t> writers;                    ///< writers given out
    alignas(64) std::atomic<std::uint32_t> ids;            ///< the last lane or object number given out
    std::atomic<std::uint32_t> sites;                      ///< the last site number given out
    alignas(64) std::atomic<std::uint32_t> reservedChunks; ///< chunks that exist on disk
    std::atomic<std::uint32_t> outcome;                    ///< trace::Outcome
    std::atomic<std::uint64_t> endTicks;                   ///< when the outcome was written
    std::atomic<std::uint64_t> lost;                       ///< events not recorded
    std::atomic<std::uint64_t> fullTicks;                  ///< when the first one was lost
    std::atomic<std::uint32_t> fullError;                  ///< errno of the reservation that failed, 0 = the limit

    // Since version 2.
    /// Chunks with room left whose writers have ended, a stack linked by ChunkHeader::nextFree. Low half: the number of the
    /// top one, from 1, 0 = none; high half: changes so far.
    alignas(64) std::atomic<std::uint64_t> freeChunks;
    std::atomic<std::uint64_t> nested; ///< events not recorded because they came in the midst of another one
};
static_assert(sizeof(Header) <= ControlOffset);

/// A checksum (FNV-1a) over the header's fixed fields, given its bytes; never 0.
[[nodiscard]] inline std::uint32_t checkOf(const std::byte* header) {
    std::uint32_t sum = 2166136261u;
    for (std::size_t i = offsetof(Header, version); i < offsetof(Header, supervisorPid); ++i)
        sum = (sum ^ static_cast<std::uint32_t>(header[i])) * 16777619u;
    return sum != 0 ? sum : 1;
}

/// Kinds above this are internal to the format and are not handed out by readers.
constexpr std::uint8_t RebaseKind = 255; ///< the chunk's base time from here on is ValueSlot::a, in ticks
/// As RebaseKind; and from here on the records are of the lane EventSlot::object, written by the process ValueSlot::b.
constexpr std::uint8_t SwitchKind = 254;

struct EventSlot {
    std::uint32_t time; ///< ticks since the chunk's base
    std::uint32_t object;
    std::uint32_t sequence;
    std::uint16_t site;
    std::uint8_t kind;
    std::uint8_t extra; ///< low 6 bits: further slots, LongExtra = count them from textLength; bit 7: AfterFlag
};
constexpr std::uint8_t LongExtra = 63;
constexpr std::uint8_t ExtraMask = 63;
constexpr std::uint8_t AfterFlag = 128; ///< `sequence` is the last number before the event, not its own

struct ValueSlot {
    std::uint64_t a;
    std::uint32_t b;
    std::uint32_t textLength; ///< bytes of text in the slots that follow
};

union Slot {
    EventSlot event;
    ValueSlot value;
    char text[16];
};
static_assert(sizeof(Slot) == 16);

struct alignas(64) ChunkHeader {
    std::atomic<std::uint32_t> ready; ///< ChunkReady once the header is filled in
    std::uint32_t writer;
    std::uint32_t lane; ///< whose events these are until a Resume says otherwise
    std::uint32_t pid;
    std::uint64_t baseTicks;
    std::atomic<std::uint32_t> committed; ///< slots
    // Since version 2.
    std::atomic<std::uint32_t> handedOver; ///< how often it went to another thread: its lanes are in its records
    std::atomic<std::uint32_t> nextFree;   ///< see Header::freeChunks
};
constexpr std::uint32_t ChunkReady = 0x4b4e4843; // "CHNK"
constexpr std::uint32_t ChunkSlots = (ChunkBytes - sizeof(ChunkHeader)) / sizeof(Slot);
static_assert(sizeof(ChunkHeader) == 64);

/// Slots of a record with this much text; text needs a ValueSlot before it.
constexpr std::uint32_t slotsFor(bool value, std::size_t textLength) {
    return 1 + (value || textLength ? 1 : 0) + static_cast<std::uint32_t>((textLength + 15) / 16);
}
/// Longer texts are cut (and end in "…").
constexpr std::size_t LongestText = 8192;

} // namespace braid::trace
