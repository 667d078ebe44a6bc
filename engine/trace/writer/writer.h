#pragma once

#include "engine/trace/format.h"
#include "engine/trace/writer/mapping.h"
#include "engine/trace/writer/ticks.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

/// Appending events to a trace: the part that runs inside the program that is recorded, whatever that program is doing at
/// the moment. Recording (engine/trace/recording/recording.h) is the same with strong types and all that a run of Braid's own needs.
///
/// It allocates nothing, takes no lock, throws nothing, uses neither errno nor a descriptor of its own, and needs memcpy and
/// clock_gettime of the C library and nothing else. A thread appends to a chunk of its own: about one clock read, one 16-byte
/// store and one release store an event. Every function is async-signal-safe: an event that a signal handler appends while
/// the thread is in the midst of another one is counted (Header::nested) where it would break that one, and appended else.
/// After a fork, which need not be announced, the child goes on in a chunk of its own.
namespace braid::trace {

enum class EventKind : std::uint8_t;

/// What a thread needs to append an event. Trivial and zero when fresh, so that it costs no initialisation check.
struct ThreadWriter {
    Slot* next; ///< null in a thread that does not record
    Slot* end;
    Slot* first;
    std::atomic<std::uint32_t>* committed;
    std::uint64_t base;                     ///< the chunk's base, ticks
    const std::atomic<std::uint64_t>* mark; ///< ProcessMark::word
    std::uint64_t process;                  ///< ProcessMark::number of the process that it belongs to
    Mapping* mapping;
    ControlPage* control;
    std::uint32_t lane;       ///< whose events these are now
    std::uint32_t home;       ///< the thread's own lane
    std::uint32_t writer;     ///< number of this writer in the file; 0 = no chunk yet
    std::uint32_t generation; ///< of the recording, to tell objects of an earlier one
    std::uint32_t pid;        ///< of `process`
    ClockSource clock;
    std::uint8_t busy;    ///< 1 = in the midst of an event
    std::uint8_t sharing; ///< 1 = takes and leaves chunks that several writers use one after the other
};

/// The calling thread's. In the memory every thread has from its start, so that the first touch does not allocate.
[[gnu::tls_model("initial-exec")]] inline constinit thread_local ThreadWriter t_writer{};

/// True in a thread that has a lane in a running recording. The fast path of every instrumented operation.
[[nodiscard]] inline bool recording() { return t_writer.next != nullptr; }

/// How the number of an event is meant.
enum class Order : std::uint8_t {
    Own = 0,
    After = AfterFlag
};

/// From here on `writer` appends to `mapping`, which must outlive it, as `lane`. Called before the thread takes a number on any
/// object. Goes on in the chunk of a thread that has ended where there is one, else takes a new one with its first event.
/// False, and nothing happens, in the midst of an event or where it records already.
bool enterTrace(ThreadWriter& writer, Mapping& mapping, std::uint32_t lane, std::uint32_t generation = 0, bool sharing = true);
/// The end of that; what is left of its chunk goes to the next thread that enters. Nothing happens in the midst of an event.
void leaveTrace(ThreadWriter& writer);

// Of one record: beginRecord(), filling in the slots, endRecord(). In between the writer is busy.

/// Makes room where beginRecord() found none: a new base, a new chunk, a new writer in a forked child. As beginRecord().
[[nodiscard]] Slot* makeRoom(ThreadWriter& writer, std::uint32_t count, std::uint64_t& when);
/// Counts an event in the midst of another one.
void countNested(const ThreadWriter& writer);

/// Sets or clears `busy`, in the order of the source as signal handlers see it.
inline void setBusy(ThreadWriter& writer, bool busy) {
    std::atomic_signal_fence(std::memory_order_seq_cst);
    __atomic_store_n(&writer.busy, static_cast<std::uint8_t>(busy), __ATOMIC_RELAXED);
    std::atomic_signal_fence(std::memory_order_seq_cst);
}
[[nodiscard]] inline bool isBusy(const ThreadWriter& writer) { return __atomic_load_n(&writer.busy, __ATOMIC_RELAXED) != 0; }

/// Where a record of `count` slots, stamped `when` (ticks), begins. nullptr, and the event is counted, where the trace is full
/// or the thread is in the midst of another event. Where room had to be made, `when` is set to the time after that.
[[nodiscard]] inline Slot* beginRecord(ThreadWriter& writer, std::uint32_t count, std::uint64_t& when) {
    if (isBusy(writer)) [[unlikely]] {
        countNested(writer);
        return nullptr;
    }
    setBusy(writer, true);
    Slot* slot = writer.next;
    if (slot + count > writer.end || when - writer.base > UINT32_MAX ||
        writer.mark->load(std::memory_order_relaxed) != writer.process) [[unlikely]]
        return makeRoom(writer, count, when);
    return slot;
}
/// Publishes the `count` slots of the record that begins at `slot`.
inline void endRecord(ThreadWriter& writer, Slot* slot, std::uint32_t count) {
    writer.next = slot + count;
    writer.committed->store(static_cast<std::uint32_t>(slot + count - writer.first), std::memory_order_release);
    setBusy(writer, false);
}

/// The first slot of a record.
[[nodiscard]] inline EventSlot eventSlot(std::uint32_t time, EventKind kind, std::uint32_t object, std::uint32_t sequence,
                                         std::uint32_t site, Order order, std::uint32_t extra) {
    return {time, object, sequence, static_cast<std::uint16_t>(site), static_cast<std::uint8_t>(kind),
            static_cast<std::uint8_t>(static_cast<std::uint32_t>(order) | extra)};
}

/// Appends an event without a value. The writer must record, as for all that follows. Returns its slot, or nullptr where it
/// was only counted.
inline const Slot* append(ThreadWriter& writer, EventKind kind, std::uint32_t object, std::uint32_t sequence,
                          std::uint32_t site, Order order) {
    std::uint64_t now = ticks(writer.clock);
    Slot* slot = beginRecord(writer, 1, now);
    if (slot == nullptr) [[unlikely]]
        return nullptr;
    slot->event = eventSlot(static_cast<std::uint32_t>(now - writer.base), kind, object, sequence, site, order, 0);
    endRecord(writer, slot, 1);
    return slot;
}

/// Appends an event with a value.
inline const Slot* append(ThreadWriter& writer, EventKind kind, std::uint32_t object, std::uint32_t sequence,
                          std::uint32_t site, Order order, std::uint64_t a, std::uint32_t b) {
    std::uint64_t now = ticks(writer.clock);
    Slot* slot = beginRecord(writer, 2, now);
    if (slot == nullptr) [[unlikely]]
        return nullptr;
    slot[0].event = eventSlot(static_cast<std::uint32_t>(now - writer.base), kind, object, sequence, site, order, 1);
    slot[1].value = ValueSlot{a, b, 0};
    endRecord(writer, slot, 2);
    return slot;
}

/// Appends an event without a value at the very moment of the one before it, without looking at the clock again. `last`:
/// the slot of that one, which must have been a plain one. False, and nothing happens, where something came in between
/// or a new chunk is due.
inline bool appendWith(ThreadWriter& writer, const Slot* last, EventKind kind, std::uint32_t object, std::uint32_t sequence,
                       std::uint32_t site, Order order) {
    if (isBusy(writer)) [[unlikely]]
        return false;
    setBusy(writer, true);
    Slot* slot = writer.next;
    if (last == nullptr || slot != last + 1 || slot >= writer.end ||
        writer.mark->load(std::memory_order_relaxed) != writer.process) {
        setBusy(writer, false);
        return false;
    }
    slot->event = eventSlot(last->event.time, kind, object, sequence, site, order, 0);
    endRecord(writer, slot, 1);
    return true;
}

/// Appends an event with a value that began at `when` (ticks of the writer's clock, not before the thread's last event): for
/// what can only be told afterwards, as whether a nonblocking call copied anything. Where a new chunk or base had to be
/// made it is stamped with its base, which is later.
const Slot* appendAt(ThreadWriter& writer, std::uint64_t when, EventKind kind, std::uint32_t object, std::uint32_t sequence,
                     std::uint32_t site, Order order, std::uint64_t a, std::uint32_t b);

/// Appends an event with a value and a text, cut between characters and ended with "…" where it is longer than LongestText.
const Slot* appendText(ThreadWriter& writer, EventKind kind, std::uint32_t object, std::uint32_t sequence, std::uint32_t site,
                       Order order, std::uint64_t a, std::uint32_t b, const char* text, std::size_t length);

} // namespace braid::trace
