#pragma once

#include "engine/trace/recording/recording.h"

#include <atomic>
#include <string>

namespace braid::trace {

/// As TracedObject, for what several processes use: its number in the trace and the count of its numbered events lie in
/// memory that a process shares with the children it forks later, so that all of them speak of the same object and the
/// order of their events on it is exact.
///
/// Construct it before the fork, in a thread that records where it can: it introduces itself then. An object that is
/// older than the recording introduces itself at its first use; where two processes use it first at the same time, the
/// loser's event may come before the introduction and is then not shown.
///
/// Thread-safe, between processes too. Not copyable. Costs one page of memory.
class SharedTracedObject {
public:
    /// `initial`: see ObjectKind. An empty `name` is given one from kind and number. Throws std::system_error where
    /// there is no memory.
    SharedTracedObject(ObjectKind kind, std::string name, std::int64_t initial = 0);
    ~SharedTracedObject();
    SharedTracedObject(const SharedTracedObject&) = delete;
    SharedTracedObject& operator=(const SharedTracedObject&) = delete;

    /// The object's number in the running recording. The thread must record.
    [[nodiscard]] ObjectId id();

    /// The next number where the caller holds the object's own protection, between processes (the lock itself).
    [[nodiscard]] std::uint32_t nextUnderProtection() { return next(); }
    /// The next number where several threads and processes may ask at once.
    [[nodiscard]] std::uint32_t next() { return m_page->sequence.fetch_add(1, std::memory_order_acq_rel) + 1; }
    /// The last number given out: an event that says "after" it cannot overtake it.
    [[nodiscard]] std::uint32_t last() const { return m_page->sequence.load(std::memory_order_acquire); }

    [[nodiscard]] const std::string& name() const { return m_name; }
    /// True the first time it is asked in a recording's `generation`. Any thread may ask.
    [[nodiscard]] bool firstFromOutside(std::uint32_t generation) { return m_outside.exchange(generation) != generation; }

private:
    /// In shared memory.
    struct Page {
        std::atomic<std::uint32_t> sequence;
        std::atomic<std::uint32_t> id;
        std::atomic<std::uint64_t> trace; ///< Header::startTicks of the trace that `id` belongs to; 0 = of none
    };
    void introduce(std::uint64_t trace);

    Page* m_page;
    ObjectKind m_kind;
    std::string m_name;
    std::int64_t m_initial;
    std::atomic<std::uint32_t> m_outside{0}; ///< of this process: the generation in which it was said
};

/// The name an object without one is given, e.g. "mutex 7".
[[nodiscard]] std::string nameOf(ObjectKind kind, std::uint32_t id);

} // namespace braid::trace
