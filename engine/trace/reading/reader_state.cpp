#include "engine/trace/reading/reader_state.h"

#include "engine/trace/format.h"
#include "engine/trace/process_stat.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace braid::trace {
namespace {

/// The constant part of a ChunkHeader.
struct ChunkStart {
    std::uint32_t ready, writer, lane, pid;
    std::uint64_t baseTicks;
};
static_assert(offsetof(ChunkHeader, baseTicks) == offsetof(ChunkStart, baseTicks));

/// So many claimed chunks whose header is not there yet are kept in mind; the rest waits until one of them is.
constexpr std::size_t MostUnidentified = 4096;

constexpr const char* BlockDamaged = "a block of the trace is damaged; what could be read is shown";

} // namespace

bool processIsDead(std::uint32_t pid) {
    const std::optional<ProcessStat> stat = processStat(static_cast<long>(pid));
    return !stat || stat->ended();
}

/// Takes the next chunks into view. A claimed number costs nothing, nor does a hole in the file: a chunk counts when its
/// header is there.
void Reader::State::findChunks() {
    const std::uint64_t size = bytes.size();
    longest = std::max(longest, size);
    const std::uint64_t present = size > ChunksOffset ? (size - ChunksOffset + ChunkBytes - 1) / ChunkBytes : 0;
    const std::uint64_t claimed = std::min(header.claimed, header.limitChunks);
    // A claimed chunk is reserved as a whole by its claimer, who may have been killed in between: what was reserved has
    // to be there.
    const std::uint64_t promised = std::min<std::uint64_t>(claimed, header.reservedChunks);
    if (over && size < ChunksOffset + promised * ChunkBytes)
        complain("the trace is cut off: " + std::to_string(size > ChunksOffset ? (size - ChunksOffset) / ChunkBytes : 0) +
                     " of " + std::to_string(promised) + " blocks are whole",
                 true);
    chunksExpected = over ? std::min(claimed, present) : claimed;
    const std::uint64_t end = std::min(claimed, present);
    while (chunksSeen < end && unidentified.size() < MostUnidentified) {
        if (over) {
            const std::uint64_t data = bytes.dataFrom(chunkOffset(chunksSeen));
            if (data > chunkOffset(chunksSeen))
                chunksSeen = static_cast<std::uint32_t>(std::min(end, data < ChunksOffset ? end : (data - ChunksOffset) / ChunkBytes));
            if (chunksSeen >= end)
                break;
        }
        unidentified.push_back(chunksSeen++);
    }
}

void Reader::State::identify() {
    std::size_t kept = 0;
    for (const std::uint32_t chunk : unidentified) {
        ChunkStart start{};
        const bool read = bytes.readAt(&start, sizeof start, chunkOffset(chunk)) && start.ready == ChunkReady;
        if (!read && !over) {
            unidentified[kept++] = chunk;
            continue;
        }
        // A writer killed between claiming and filling in leaves zeros: that is no damage.
        if (read ? !header.inTime(start.baseTicks) : start.ready != 0)
            complain(BlockDamaged, true);
        if (!read || !header.inTime(start.baseTicks))
            continue;
        auto [entry, fresh] = streamOfWriter.try_emplace(start.writer, streams.size());
        if (fresh) {
            idle.push_back(streams.size());
            streams.emplace_back();
        }
        streams[entry->second].add({chunk, start.lane, start.baseTicks});
        pids.insert(start.pid);
    }
    unidentified.resize(kept);
}

/// Moves `stream` to its next record. False where there is none now.
bool Reader::State::nextOf(Stream& stream) {
    const bool there = stream.next(bytes, over, header);
    if (const auto pid = stream.takeNewPid())
        pids.insert(*pid);
    if (!there && stream.damaged())
        complain(BlockDamaged, stream.damagedForOthers());
    return there;
}

void Reader::State::loadTails(std::size_t most) {
    std::size_t kept = 0;
    for (const std::size_t i : idle) {
        Stream& stream = streams[i];
        if (nextOf(stream))
            heads.push({stream.head().ticks, i});
        else
            idle[kept++] = i;
    }
    idle.resize(kept);
    for (const std::size_t i : idle)
        if (out.size() < most)
            tellGap(streams[i]);
}

/// Hands out that records of `stream` were left out before its head, or at its end. False where none were.
bool Reader::State::tellGap(Stream& stream) {
    const auto lane = stream.takeGap();
    if (!lane)
        return false;
    Event event;
    event.kind = EventKind::NotRecorded;
    event.lane = LaneId{*lane};
    event.time = std::chrono::nanoseconds(laneTime[*lane]);
    out.push_back(event);
    ++eventCount;
    return true;
}

/// Takes in what is new in the file. Where nothing is added to it any more, all of it is known before anything is handed out.
void Reader::State::lookOn(std::size_t most) {
    do {
        findChunks();
        identify();
    } while (over && chunksSeen < chunksExpected);
    loadTails(most);
}

bool Reader::State::ready(const Record& record) {
    if (record.slot.sequence == 0 || record.slot.object == 0)
        return true;
    const std::uint32_t last = handedOut[record.slot.object];
    return (record.slot.extra & AfterFlag) != 0 ? record.slot.sequence <= last : record.slot.sequence <= last + 1;
}

void Reader::State::emit(Stream& stream) {
    const Record& record = stream.head();
    const bool numbered = record.slot.sequence != 0 && record.slot.object != 0;
    slotsRead += record.slots;
    // Every lane and object is introduced by a record of two slots at least, the first few in whatever order.
    const std::uint64_t bound = 1024 + slotsRead;
    handedOut.setBound(bound);
    laneTime.setBound(bound);
    objectTime.setBound(bound);
    std::int64_t time = std::max<std::int64_t>(nanos(record.ticks), 0);
    std::int64_t& lane = laneTime[stream.lane];
    time = std::max(time, lane);
    if (numbered) {
        std::int64_t& object = objectTime[record.slot.object];
        time = std::max(time, object);
        object = time;
        if ((record.slot.extra & AfterFlag) == 0) {
            std::uint32_t& last = handedOut[record.slot.object];
            last = std::max(last, record.slot.sequence);
        }
    }
    lane = time;
    Event event;
    event.time = std::chrono::nanoseconds(time);
    event.lane = LaneId{stream.lane};
    event.object = ObjectId{record.slot.object};
    event.sequence = record.slot.sequence;
    event.site = SiteId{record.slot.site};
    event.kind = static_cast<EventKind>(record.slot.kind);
    event.a = record.a;
    event.b = record.b;
    if (record.textLength != 0) {
        texts.emplace_back(record.text, record.textLength);
        event.text = texts.back();
        textBytes += record.textLength;
    }
    out.push_back(event);
    ++eventCount;
    // A coroutine takes over in this writer.
    if (event.kind == EventKind::Resume && event.object)
        stream.lane = event.object.value;
}

void Reader::State::unpark(std::uint32_t object) {
    if (parkedCount == 0)
        return;
    const auto entry = parked.find(object);
    if (entry == parked.end())
        return;
    std::vector<std::size_t>& waiting = entry->second;
    for (std::size_t i = 0; i < waiting.size();) {
        if (ready(streams[waiting[i]].head())) {
            heads.push({streams[waiting[i]].head().ticks, waiting[i]});
            waiting[i] = waiting.back();
            waiting.pop_back();
            --parkedCount;
        } else {
            ++i;
        }
    }
    if (waiting.empty())
        parked.erase(entry);
}

/// Hands out what stream `index` has, as long as it is the next in time.
void Reader::State::advance(std::size_t index, std::size_t most) {
    for (;;) {
        Stream& stream = streams[index];
        if (tellGap(stream) && pulled(most)) {
            heads.push({stream.head().ticks, index});
            return;
        }
        if (!ready(stream.head())) {
            ++parkedCount;
            stream.parkedSince = {};
            parked[stream.head().slot.object].push_back(index);
            return;
        }
        const std::uint32_t object = stream.head().slot.object;
        emit(stream);
        unpark(object);
        if (!nextOf(stream)) {
            idle.push_back(index);
            return;
        }
        if (pulled(most) || stream.head().ticks > horizon || (!heads.empty() && Head{stream.head().ticks, index} > heads.top())) {
            heads.push({stream.head().ticks, index});
            return;
        }
    }
}

/// How long a record must have waited for the number before its own, before that is taken for one that never comes: its
/// writer died, or the trace was full, between taking and publishing it, or the event came in the midst of another one. A living writer may have been preempted just there:
/// while there is one, a good deal longer. Asks the system at most every 200 ms. milliseconds::max(): for ever.
std::chrono::milliseconds Reader::State::patience() {
    using std::chrono::milliseconds;
    if (over || header.lost != 0)
        return milliseconds(0);
    const auto now = std::chrono::steady_clock::now();
    if (now - lookedForDead >= milliseconds(200)) {
        lookedForDead = now;
        for (auto pid = pids.begin(); pid != pids.end();) {
            const bool dead = processIsDead(*pid);
            anyDead = anyDead || dead;
            pid = dead ? pids.erase(pid) : std::next(pid);
        }
    }
    if (!anyDead && header.nested == 0)
        return milliseconds::max();
    return pids.empty() ? milliseconds(200) : milliseconds(1000);
}

/// Where every head waits for a number that will never come, lets the earliest go on. False where there is none, or it may
/// still come.
bool Reader::State::skipGap() {
    if (parkedCount == 0)
        return false;
    const std::chrono::milliseconds wait = patience();
    if (wait == std::chrono::milliseconds::max())
        return false;
    const auto now = wait.count() > 0 ? std::chrono::steady_clock::now() : std::chrono::steady_clock::time_point{};
    std::uint64_t best = std::numeric_limits<std::uint64_t>::max();
    std::uint32_t bestObject = 0;
    std::size_t bestStream = streams.size();
    for (const auto& [object, waiting] : parked) {
        for (const std::size_t index : waiting) {
            Stream& stream = streams[index];
            if (wait.count() > 0 && stream.parkedSince == std::chrono::steady_clock::time_point{})
                stream.parkedSince = now; // all wait since now
            if ((wait.count() > 0 && now - stream.parkedSince < wait) || stream.head().ticks > best)
                continue;
            best = stream.head().ticks;
            bestObject = object;
            bestStream = index;
        }
    }
    if (bestStream == streams.size())
        return false;
    const Record& record = streams[bestStream].head();
    const std::uint32_t upTo = record.slot.sequence - ((record.slot.extra & AfterFlag) != 0 ? 0u : 1u);
    std::uint32_t& last = handedOut[bestObject];
    gaps += upTo - last;
    last = upTo;
    unpark(bestObject);
    return true;
}

} // namespace braid::trace
