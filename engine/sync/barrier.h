#pragma once

#include "engine/sync/recorded.h"

#include <barrier>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace braid {

/// Thrown at a barrier that is broken, or that breaks while one waits there (Python's BrokenBarrierError).
struct broken_barrier : std::runtime_error {
    broken_barrier() : std::runtime_error("the barrier is broken") {}
};

/// Instrumented std::barrier: `expected` lanes meet, go on together, and may meet again.
///
/// | come so far            | arrive_and_wait()                    |
/// |------------------------|--------------------------------------|
/// | fewer than the others  | blocks                               |
/// | all but one            | all go on; the next round begins     |
///
/// Wraps a real std::barrier. Thread-safe. Whatever the lanes did before they met is visible to all afterwards. Each
/// arrival is numbered before it takes effect.
class barrier {
public:
    /// expected ≥ 1.
    explicit barrier(int expected, std::string name = {})
        : m_native(expected), m_expected(expected), m_traced(sync::ObjectKind::Barrier, std::move(name), expected) {}

    void arrive_and_wait(CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

private:
    /// True for the last one of a round. The caller has the turn; no other thread uses what it changes.
    bool arriveUnderControl();

    std::barrier<> m_native;
    const int m_expected;
    // Under a schedule, which std::barrier has no way to ask:
    int m_come = 0;            ///< in this round
    std::uint64_t m_round = 0; ///< that are over
    sync::TracedObject m_traced;
};

} // namespace braid
