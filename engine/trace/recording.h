#pragma once

#include "engine/trace/call_site.h"
#include "engine/trace/clock.h"
#include "engine/trace/control.h"
#include "engine/trace/event.h"
#include "engine/trace/file.h"

#include <memory>
#include <string>
#include <string_view>

namespace braid::trace {

/// What the current thread needs to append an event: all of it thread-local, so that appending takes no lock and makes
/// no system call. Trivial, so that it costs no initialisation check. `next` is null in a thread that does not record.
struct ThreadWriter {
    Slot* next;
    Slot* end;
    Slot* first;
    std::atomic<std::uint32_t>* committed;
    std::uint64_t base; ///< the chunk's base, ticks
    ControlPage* control;
    std::uint32_t lane;   ///< whose events these are now
    std::uint32_t home;   ///< the thread's own lane
    std::uint32_t writer; ///< number of this writer in the file
    std::uint32_t generation; ///< of the recording, to tell objects of an earlier one
    ClockSource clock;

    /// Call sites this thread used lately; direct-mapped.
    struct CachedSite {
        const char* file;
        std::uint32_t line;
        std::uint32_t id;
    };
    CachedSite sites[64];
};

inline constinit thread_local ThreadWriter t_writer{};

/// True in a thread that has a lane in a running recording. The fast path of every instrumented operation.
[[nodiscard]] inline bool recording() { return t_writer.next != nullptr; }

/// Gives a trace file to this process: from its construction to its destruction threads can enter lanes of it.
/// One at a time in a process. Must be destroyed when no other thread records any more. Thread-safe but for that.
///
/// While it lives, a helper thread faults chunks in ahead of the writers: the first touch of a page costs
/// more than the events on it.
class Recording {
public:
    explicit Recording(File& file);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    /// The process's recording, or nullptr.
    [[nodiscard]] static Recording* current();

    [[nodiscard]] File& file() const;

    /// Makes a process lane and its main-thread lane, and enters the latter: for the first thing a process does.
    struct ProcessLanes {
        LaneId process;
        LaneId main;
    };
    ProcessLanes enterProcess(std::string_view processName, std::string_view threadName);
    /// For a child process straight after fork: forgets the parent's writer and helper thread and enters `process` (made
    /// by the parent with defineLane) and a main-thread lane below it. The objects the child inherited are copies of the
    /// parent's and introduce themselves anew. Returns the main thread's lane.
    /// `daemon`: the main thread's lane is a daemon's, as its process is.
    LaneId enterForkedProcess(LaneId process, std::string_view threadName, bool daemon = false);
    /// Around a fork, in the thread that forks: other threads may run, but none of them is in the middle of what the
    /// child will need whole. afterFork() is for parent and child.
    void beforeFork();
    void afterFork();

    /// Takes the next lane or object number.
    [[nodiscard]] std::uint32_t newId();
    /// Writes DefineLane into the current thread's stream. The thread must record.
    LaneId defineLane(LaneKind kind, LaneId parent, std::string_view name, bool daemon, std::uint32_t osId = 0);

    /// From here on the current thread records as `lane`. It must not record yet.
    void enter(LaneId lane);
    /// The current thread stops recording. Called before a thread that entered ends.
    void leave();

private:
    struct Internals;
    friend SiteId internSite(CallSite);
    friend bool makeRoom(std::uint32_t);
    void claimed(std::uint32_t index);
    std::unique_ptr<Internals> m;
};

/// Makes room for `slots` more slots (a new chunk, a new base). Afterwards they fit, or the trace is full, has counted the
/// event as lost and `next` + slots lies behind `end`.
[[nodiscard]] bool makeRoom(std::uint32_t slots);

/// Interns a site the thread's cache does not hold.
[[nodiscard]] SiteId internSite(CallSite site);

/// The number of a call site in the running recording.
[[nodiscard]] inline SiteId siteId(CallSite site) {
    const auto hash = (reinterpret_cast<std::uintptr_t>(site.file) >> 3) ^ (std::uintptr_t{site.line} * 0x9E37u);
    const ThreadWriter::CachedSite& cached = t_writer.sites[hash & 63u];
    if (cached.file == site.file && cached.line == site.line) [[likely]]
        return SiteId{cached.id};
    return internSite(site);
}

/// How the number of an event is meant.
enum class Order : std::uint8_t { Own = 0, After = AfterFlag };

/// Appends an event without a value. The thread must record. About one clock read, one 16-byte store and one
/// release store.
inline void append(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order = Order::Own) {
    ThreadWriter& writer = t_writer;
    const std::uint64_t delta = ticks(writer.clock) - writer.base;
    Slot* slot = writer.next;
    if (slot >= writer.end || delta > UINT32_MAX) [[unlikely]] {
        if (!makeRoom(1))
            return;
        append(kind, object, sequence, site, order);
        return;
    }
    slot->event = EventSlot{static_cast<std::uint32_t>(delta), object.value,
                            sequence, static_cast<std::uint16_t>(site.value),
                            static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(order)};
    writer.next = slot + 1;
    writer.committed->store(static_cast<std::uint32_t>(slot + 1 - writer.first), std::memory_order_release);
}

/// Appends an event without a value at the very moment of the one before it, without looking at the clock again. `last`:
/// the slot of that one, which must have been a plain one. False, and nothing happens, where something came in between
/// or a new chunk is due.
inline bool appendWith(const Slot* last, EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order) {
    ThreadWriter& writer = t_writer;
    Slot* slot = writer.next;
    if (last == nullptr || slot != last + 1 || slot >= writer.end)
        return false;
    slot->event = EventSlot{last->event.time, object.value,
                            sequence, static_cast<std::uint16_t>(site.value),
                            static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(order)};
    writer.next = slot + 1;
    writer.committed->store(static_cast<std::uint32_t>(slot + 1 - writer.first), std::memory_order_release);
    return true;
}

/// Appends an event with a value.
inline void append(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order, std::uint64_t a,
                   std::uint32_t b = 0) {
    ThreadWriter& writer = t_writer;
    const std::uint64_t delta = ticks(writer.clock) - writer.base;
    Slot* slot = writer.next;
    if (slot + 1 >= writer.end || delta > UINT32_MAX) [[unlikely]] {
        if (!makeRoom(2))
            return;
        append(kind, object, sequence, site, order, a, b);
        return;
    }
    slot->event = EventSlot{static_cast<std::uint32_t>(delta), object.value, sequence, static_cast<std::uint16_t>(site.value),
                            static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(static_cast<std::uint8_t>(order) | 1u)};
    slot[1].value = ValueSlot{a, b, 0};
    writer.next = slot + 2;
    writer.committed->store(static_cast<std::uint32_t>(slot + 2 - writer.first), std::memory_order_release);
}

/// Appends an event with a value that began at `when` (ticks of the writer's clock, not before the thread's last event): for
/// what can only be told afterwards, as whether a nonblocking call copied anything.
void appendSince(std::uint64_t when, EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order,
                 std::uint64_t a, std::uint32_t b);

/// Appends an event with a text (cut at LongestText bytes, between characters). Not for hot paths.
void appendText(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order, std::uint64_t a,
                std::uint32_t b, std::string_view text);

} // namespace braid::trace
