#include "engine/trace/chunk_writer.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <unistd.h>

namespace braid::trace {

bool makeRoomIn(File& file, ThreadWriter& writer, std::uint32_t slots) {
    const std::uint64_t now = ticks(writer.clock);
    if (writer.committed != nullptr && writer.next + slots + 2 <= writer.end) {
        // Only the 32-bit time ran over: say the new base in the same chunk.
        writer.next[0].event = EventSlot{0, 0, 0, 0, RebaseKind, 1};
        writer.next[1].value = ValueSlot{now, 0, 0};
        writer.next += 2;
        writer.base = now;
        writer.committed->store(static_cast<std::uint32_t>(writer.next - writer.first), std::memory_order_release);
        return true;
    }
    std::uint32_t index = 0;
    std::byte* memory = file.claimChunk(index);
    if (memory == nullptr) {
        std::uint64_t none = 0;
        file.header().fullTicks.compare_exchange_strong(none, now);
        file.header().lost.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    auto* chunk = std::launder(reinterpret_cast<ChunkHeader*>(memory));
    chunk->writer = writer.writer;
    chunk->lane = writer.lane;
    chunk->pid = static_cast<std::uint32_t>(getpid());
    chunk->baseTicks = now;
    chunk->committed.store(0, std::memory_order_relaxed);
    chunk->ready.store(ChunkReady, std::memory_order_release);
    writer.first = std::launder(reinterpret_cast<Slot*>(memory + sizeof(ChunkHeader)));
    writer.next = writer.first;
    writer.end = writer.first + ChunkSlots;
    writer.committed = &chunk->committed;
    writer.base = now;
    return true;
}

std::string_view fitted(std::string_view text, std::string& cut) {
    if (text.size() <= LongestText)
        return text;
    std::size_t length = LongestText - 3;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length; // not inside a UTF-8 character
    cut = std::string(text.substr(0, length)) + "…";
    return cut;
}

void store(ThreadWriter& writer, EventSlot head, std::uint64_t now, std::uint64_t a, std::uint32_t b, std::string_view text) {
    const std::uint32_t slots = slotsWith(text);
    Slot* slot = writer.next;
    head.time = static_cast<std::uint32_t>(now - writer.base);
    head.extra = static_cast<std::uint8_t>(head.extra | std::min<std::uint32_t>(slots - 1, LongExtra));
    slot[0].event = head;
    slot[1].value = ValueSlot{a, b, static_cast<std::uint32_t>(text.size())};
    if (!text.empty())
        std::memcpy(static_cast<void*>(&slot[2]), text.data(), text.size());
    writer.next = slot + slots;
    writer.committed->store(static_cast<std::uint32_t>(writer.next - writer.first), std::memory_order_release);
}

} // namespace braid::trace
