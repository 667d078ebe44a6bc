#pragma once

#include "engine/trace/clock.h"
#include "engine/trace/control.h"
#include "engine/trace/event.h"
#include "engine/trace/file.h"
#include "engine/trace/recording/call_site.h"
#include "engine/trace/writer/writer.h"

#include <memory>
#include <string>
#include <string_view>

namespace braid::trace {

/// Call sites the current thread used lately; direct-mapped.
struct CachedSite {
    const char* file;
    std::uint32_t line;
    std::uint32_t id;
};
[[gnu::tls_model("initial-exec")]] inline constinit thread_local CachedSite t_sites[64]{};

/// Gives a trace file to this process: from its construction to its destruction threads can enter lanes of it.
/// One at a time in a process. Must be destroyed when no other thread records any more. Thread-safe but for that.
///
/// The convenience on top of the writer core (writer/writer.h): lanes, call sites, processes. While it lives, a helper thread
/// faults chunks in ahead of the writers: the first touch of a page costs more than the events on it.
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
    /// Of this process; a forked child has another one.
    [[nodiscard]] std::uint32_t generation() const;
    /// Of the process in which the recording began; a forked child counts on.
    [[nodiscard]] std::uint32_t firstGeneration() const;
    /// Writes DefineLane into the current thread's stream. The thread must record.
    LaneId defineLane(LaneKind kind, LaneId parent, std::string_view name, bool daemon, std::uint32_t osId = 0);

    /// From here on the current thread records as `lane`. It must not record yet.
    void enter(LaneId lane);
    /// The current thread stops recording. Called before a thread that entered ends.
    void leave();
    /// For a thread that has no lane: what it appends from here on, up to leaveTrace(), happens on the lane of its process. False,
    /// and nothing happens, where that has none yet.
    [[nodiscard]] bool visit();

private:
    struct Internals;
    friend SiteId internSite(CallSite);
    std::unique_ptr<Internals> m;
};

/// Interns a site the thread's cache does not hold.
[[nodiscard]] SiteId internSite(CallSite site);

/// The number of a call site in the running recording.
[[nodiscard]] inline SiteId siteId(CallSite site) {
    const auto hash = (reinterpret_cast<std::uintptr_t>(site.file) >> 3) ^ (std::uintptr_t{site.line} * 0x9E37u);
    const CachedSite& cached = t_sites[hash & 63u];
    if (cached.file == site.file && cached.line == site.line) [[likely]]
        return SiteId{cached.id};
    return internSite(site);
}

// Appending as the current thread, which must record: see writer/writer.h.

inline const Slot* append(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order = Order::Own) {
    return append(t_writer, kind, object.value, sequence, site.value, order);
}

inline bool appendWith(const Slot* last, EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order) {
    return appendWith(t_writer, last, kind, object.value, sequence, site.value, order);
}

inline const Slot* append(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order, std::uint64_t a,
                          std::uint32_t b = 0) {
    return append(t_writer, kind, object.value, sequence, site.value, order, a, b);
}

inline void appendAt(std::uint64_t when, EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order,
                     std::uint64_t a, std::uint32_t b) {
    appendAt(t_writer, when, kind, object.value, sequence, site.value, order, a, b);
}

/// Without a text: as without the text. Not for hot paths.
inline void appendText(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId site, Order order, std::uint64_t a,
                       std::uint32_t b, std::string_view text) {
    appendText(t_writer, kind, object.value, sequence, site.value, order, a, b, text.data(), text.size());
}

} // namespace braid::trace
