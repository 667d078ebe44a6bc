#pragma once

#include "engine/sync/event.h"
#include "engine/sync/mutex.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace braid {

/// One lock for a whole interpreter, after the one CPython has had since 3.2 (Python/ceval_gil.c).
///
/// A waiter waits for it one switch interval at a time. If no other thread got it in such an interval, the waiter asks
/// the holder to drop it. The holder looks for that request between two instructions; if it sees one, it lets go and
/// stays away until another thread has taken the lock.
///
/// Invariant: at most one thread is between take() and drop(). Thread-safe; drop() and checkpoint() only by the holder.
class interpreter_lock {
public:
    void take(std::chrono::nanoseconds switch_interval);
    /// For the end of a thread, or before something that blocks.
    void drop();
    /// Between two instructions: hands over if a waiter has asked for it.
    void checkpoint(std::chrono::nanoseconds switch_interval);

    /// How often it went from one thread to another on request.
    [[nodiscard]] int handovers() const { return m_handovers; }

private:
    braid::timed_mutex m_gil{"GIL"};
    braid::event m_switched{"GIL taken by another"};
    std::atomic<bool> m_drop_request{false};
    std::atomic<std::uint64_t> m_switches{0};
    std::atomic<int> m_handovers{0};
};

} // namespace braid
