#include "engine/trace/writer/writer.h"

#include "engine/trace/writer/system_call.h"

namespace braid::trace {
namespace {

/// An empty chunk: the first event takes a real one. Not null, which would mean "does not record".
constinit Slot g_nowhere[1]{};

/// A chunk with less room than this is not passed on.
constexpr std::ptrdiff_t LeastShared = 64; // slots
/// Of rebase().
constexpr std::uint32_t BaseSlots = 2;

void noChunk(ThreadWriter& writer) {
    writer.first = writer.end = g_nowhere;
    writer.committed = nullptr;
    writer.base = 0;
    writer.writer = 0;
}

/// The writer's own process, and not its forked child.
bool isOwn(const ThreadWriter& writer) { return writer.mark->load(std::memory_order_relaxed) == writer.process; }

/// From here on it is this process's.
void takeProcess(ThreadWriter& writer) {
    const ProcessMark mark = processMark();
    writer.mark = mark.word;
    writer.process = mark.number;
    writer.pid = static_cast<std::uint32_t>(systemCall(__NR_getpid));
}

void become(ThreadWriter& writer, ChunkHeader& chunk, std::uint32_t used) {
    writer.first = reinterpret_cast<Slot*>(reinterpret_cast<std::byte*>(&chunk) + sizeof(ChunkHeader));
    writer.next = writer.first + used;
    writer.end = writer.first + ChunkSlots;
    writer.committed = &chunk.committed;
}

/// Appends a record of the format's own, for which there must be room: from here on times count from `now`.
void rebase(ThreadWriter& writer, std::uint8_t kind, std::uint32_t lane, std::uint64_t now, std::uint32_t pid) {
    writer.next[0].event = EventSlot{0, lane, 0, 0, kind, 1};
    writer.next[1].value = ValueSlot{now, pid, 0};
    writer.next += 2;
    writer.base = now;
    writer.committed->store(static_cast<std::uint32_t>(writer.next - writer.first), std::memory_order_release);
}

/// Goes on in the chunk of a writer that has ended, as if it were that one, where there is such a chunk. Before the thread
/// takes its first number on any object: no event of the one before, which lies before its own in the file, may have to wait
/// for one of its own.
void takeOver(ThreadWriter& writer) {
    ChunkHeader* chunk = takeFreeChunk(*writer.mapping);
    if (chunk == nullptr)
        return;
    writer.writer = chunk->writer;
    become(writer, *chunk, chunk->committed.load(std::memory_order_relaxed));
    chunk->handedOver.fetch_add(1, std::memory_order_relaxed);
    rebase(writer, SwitchKind, writer.lane, ticks(writer.clock), writer.pid);
}

bool takeNew(ThreadWriter& writer, std::uint64_t now) {
    Header& header = writer.mapping->header();
    ChunkHeader* chunk = claimChunk(*writer.mapping);
    if (chunk == nullptr) {
        std::uint64_t none = 0;
        header.fullTicks.compare_exchange_strong(none, now);
        header.lost.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    if (writer.writer == 0)
        writer.writer = header.writers.fetch_add(1, std::memory_order_relaxed) + 1;
    chunk->writer = writer.writer;
    chunk->lane = writer.lane;
    chunk->pid = writer.pid;
    chunk->baseTicks = now;
    chunk->committed.store(0, std::memory_order_relaxed);
    chunk->ready.store(ChunkReady, std::memory_order_release);
    become(writer, *chunk, 0);
    writer.base = now;
    return true;
}

/// Calls `hook` while the writer is not busy. False where the thread does not record any more.
bool callOutside(ThreadWriter& writer, void (*hook)(Mapping&)) {
    if (hook != nullptr) {
        setBusy(writer, false);
        hook(*writer.mapping);
        if (writer.next == nullptr)
            return false;
        setBusy(writer, true);
    }
    return true;
}

} // namespace

bool enterTrace(ThreadWriter& writer, Mapping& mapping, std::uint32_t lane, std::uint32_t generation, bool sharing) {
    if (isBusy(writer) || writer.next != nullptr)
        return false;
    setBusy(writer, true);
    noChunk(writer);
    takeProcess(writer);
    writer.mapping = &mapping;
    writer.control = mapping.control();
    writer.lane = writer.home = lane;
    writer.generation = generation;
    writer.clock = mapping.header().clock;
    writer.sharing = sharing ? 1 : 0;
    writer.next = g_nowhere;
    if (sharing)
        takeOver(writer);
    setBusy(writer, false);
    return true;
}

void leaveTrace(ThreadWriter& writer) {
    if (isBusy(writer) || writer.next == nullptr)
        return;
    setBusy(writer, true);
    if (writer.sharing != 0 && writer.committed != nullptr && writer.end - writer.next >= LeastShared && isOwn(writer)) {
        auto* chunk = reinterpret_cast<ChunkHeader*>(reinterpret_cast<std::byte*>(writer.first) - sizeof(ChunkHeader));
        giveFreeChunk(*writer.mapping, *chunk);
    }
    noChunk(writer);
    writer.next = nullptr;
    setBusy(writer, false);
}

void countNested(const ThreadWriter& writer) {
    writer.mapping->header().nested.fetch_add(1, std::memory_order_relaxed);
}

Slot* makeRoom(ThreadWriter& writer, std::uint32_t count, std::uint64_t& when) {
    for (;;) {
        when = ticks(writer.clock);
        if (!isOwn(writer)) {
            takeProcess(writer);
            noChunk(writer);
            writer.next = writer.first;
            if (!callOutside(writer, writer.mapping->forked))
                return nullptr;
            continue;
        }
        const std::ptrdiff_t room = writer.end - writer.next;
        if (room >= static_cast<std::ptrdiff_t>(count) && when - writer.base <= UINT32_MAX)
            return writer.next;
        if (writer.committed != nullptr && room >= static_cast<std::ptrdiff_t>(count + BaseSlots)) {
            rebase(writer, RebaseKind, 0, when, 0); // only the 32-bit time ran over
            return writer.next;
        }
        if (!takeNew(writer, when)) {
            setBusy(writer, false);
            return nullptr;
        }
        if (!callOutside(writer, writer.mapping->tookChunk))
            return nullptr;
    }
}

const Slot* appendAt(ThreadWriter& writer, std::uint64_t when, EventKind kind, std::uint32_t object, std::uint32_t sequence,
                     std::uint32_t site, Order order, std::uint64_t a, std::uint32_t b) {
    // Nothing in a chunk comes before its base.
    std::uint64_t stamp = when > writer.base ? when : writer.base;
    Slot* slot = beginRecord(writer, 2, stamp);
    if (slot == nullptr)
        return nullptr;
    const std::uint64_t delta = when > writer.base ? when - writer.base : 0;
    slot[0].event = eventSlot(static_cast<std::uint32_t>(delta), kind, object, sequence, site, order, 1);
    slot[1].value = ValueSlot{a, b, 0};
    endRecord(writer, slot, 2);
    return slot;
}

const Slot* appendText(ThreadWriter& writer, EventKind kind, std::uint32_t object, std::uint32_t sequence, std::uint32_t site,
                       Order order, std::uint64_t a, std::uint32_t b, const char* text, std::size_t length) {
    constexpr char Cut[] = "…";
    constexpr std::size_t CutLength = sizeof Cut - 1;
    const bool cut = length > LongestText;
    std::size_t kept = length;
    if (cut) {
        kept = LongestText - CutLength;
        while (kept > 0 && (static_cast<unsigned char>(text[kept]) & 0xC0u) == 0x80u)
            --kept; // not inside a UTF-8 character
    }
    const std::size_t stored = cut ? kept + CutLength : kept;
    const std::uint32_t count = slotsFor(true, stored);
    std::uint64_t now = ticks(writer.clock);
    Slot* slot = beginRecord(writer, count, now);
    if (slot == nullptr)
        return nullptr;
    const std::uint32_t extra = count - 1 < LongExtra ? count - 1 : LongExtra;
    slot[0].event = eventSlot(static_cast<std::uint32_t>(now - writer.base), kind, object, sequence, site, order, extra);
    slot[1].value = ValueSlot{a, b, static_cast<std::uint32_t>(stored)};
    auto* characters = reinterpret_cast<char*>(slot + 2);
    if (kept != 0)
        __builtin_memcpy(characters, text, kept);
    if (cut)
        __builtin_memcpy(characters + kept, Cut, CutLength);
    endRecord(writer, slot, count);
    return slot;
}

} // namespace braid::trace
