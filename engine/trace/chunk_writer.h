#pragma once

#include "engine/trace/recording.h"

// The parts of appending that do not depend on who appends: a thread of the run (recording.h) or its supervisor
// (supervisor_writer.h).
namespace braid::trace {

/// Makes room for `slots` slots in the chunk of `writer`: a new base in the same chunk, or a new chunk of `file`. False
/// where the file is full; the event then counts as lost.
[[nodiscard]] bool makeRoomIn(File& file, ThreadWriter& writer, std::uint32_t slots);

/// `text` as it fits into an event: cut between characters and ended with "…" where it is longer than LongestText. `cut`
/// keeps what the result points to.
[[nodiscard]] std::string_view fitted(std::string_view text, std::string& cut);

/// Slots of an event with a value and `text`, which is fitted.
[[nodiscard]] inline std::uint32_t slotsWith(std::string_view text) { return slotsFor(true, text.size()); }
/// There is room for `slots` slots, and the time `now` (ticks) can be told against the chunk's base.
[[nodiscard]] inline bool hasRoom(const ThreadWriter& writer, std::uint32_t slots, std::uint64_t now) {
    return static_cast<std::ptrdiff_t>(slots) <= writer.end - writer.next && now - writer.base <= UINT32_MAX;
}
/// Stores and publishes an event with a value and a fitted text. There must be room for it. `head` holds all but the time
/// and the count of slots.
void store(ThreadWriter& writer, EventSlot head, std::uint64_t now, std::uint64_t a, std::uint32_t b, std::string_view text);

} // namespace braid::trace
