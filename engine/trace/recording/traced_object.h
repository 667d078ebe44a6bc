#pragma once

#include "engine/trace/recording/recording.h"

#include <atomic>
#include <string>

namespace braid::trace {

/// The recorded side of a primitive: its number in the trace, its name, and the count of its numbered events. Costs
/// nothing while nothing is recorded; introduces itself to a recording at its first use there, so objects may be older
/// than the recording. Not copyable.
///
/// Own cache line: counting on one object must not slow another one down.
class alignas(64) TracedObject {
public:
    /// `initial`: see ObjectKind. An empty `name` is given one from kind and number.
    TracedObject(ObjectKind kind, std::string name, std::int64_t initial = 0)
        : m_kind(kind), m_name(std::move(name)), m_initial(initial) {
        if (recording())
            introduce();
    }
    TracedObject(const TracedObject&) = delete;
    TracedObject& operator=(const TracedObject&) = delete;

    /// The object's number in the running recording. The thread must record. Thread-safe.
    [[nodiscard]] ObjectId id() {
        makeKnown();
        return ObjectId{m_id.load(std::memory_order_relaxed)};
    }

    /// The next number where the caller holds the object's own protection (the lock itself). The thread must record, as for
    /// all that follow.
    [[nodiscard]] std::uint32_t nextUnderProtection() {
        makeKnown();
        const std::uint32_t next = m_sequence.load(std::memory_order_relaxed) + 1;
        m_sequence.store(next, std::memory_order_relaxed);
        return next;
    }
    /// The next number where several threads may ask at once.
    [[nodiscard]] std::uint32_t next() {
        makeKnown();
        return m_sequence.fetch_add(1, std::memory_order_acq_rel) + 1;
    }
    /// The last number given out: an event that says "after" it cannot overtake it.
    [[nodiscard]] std::uint32_t last() {
        makeKnown();
        return m_sequence.load(std::memory_order_acquire);
    }

    [[nodiscard]] const std::string& name() const { return m_name; }
    /// True the first time it is asked in a recording's `generation`. Any thread may ask.
    [[nodiscard]] bool firstFromOutside(std::uint32_t generation) { return m_outside.exchange(generation) != generation; }

private:
    /// In a recording that it has not been part of, or in a forked child, it counts from the beginning: before its number is asked
    /// for as well as before its count, since nothing says which of them is asked for first.
    void makeKnown() {
        if (m_generation.load(std::memory_order_acquire) != t_writer.generation) [[unlikely]]
            introduce();
    }
    void introduce();

    std::atomic<std::uint32_t> m_sequence{0};
    std::atomic<std::uint32_t> m_id{0};
    std::atomic<std::uint32_t> m_generation{0};
    std::atomic<std::uint32_t> m_outside{0}; ///< the generation in which somebody outside was said to give to it
    ObjectKind m_kind;
    std::string m_name;
    std::int64_t m_initial;
};

/// Keeps objects from introducing themselves (true) until it is called with false by the same thread: a fork in between
/// leaves nothing half done in the child.
void holdIntroductions(bool hold);

} // namespace braid::trace
