#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

namespace braid {

/// Thrown at a barrier that is broken, or that breaks while one waits there (Python's BrokenBarrierError).
struct broken_barrier : std::runtime_error {
    broken_barrier() : std::runtime_error("the barrier is broken") {}
};

/// std::barrier with Python's threading.Barrier's abort, time limit and reset, instrumented: `expected` lanes meet, go on
/// together, and may meet again.
///
/// | state                  | arrive_and_wait()                | arrive_and_drop()               | abort()              | reset()                |
/// |------------------------|----------------------------------|---------------------------------|----------------------|------------------------|
/// | fewer than the others  | blocks                           | one has come                    | broken, all throw    | none, those who wait throw |
/// | all but one            | all go on; the next round begins | as that; one less in later ones | broken, all throw    | none, those who wait throw |
/// | broken                 | throws broken_barrier            | one less after a reset          | broken               | none have come         |
///
/// A std::mutex and a std::condition_variable inside. Thread-safe. Whatever the lanes did before they met is visible to all
/// afterwards.
class barrier {
public:
    /// expected ≥ 1. `completion` runs in the lane that comes last, before the others go on; what it throws breaks the barrier.
    explicit barrier(int expected, std::string name = {}, std::function<void()> completion = {})
        : m_expected(expected), m_remaining(expected), m_completion(std::move(completion)),
          m_traced(sync::ObjectKind::Barrier, std::move(name), expected) {}

    void arrive_and_wait(CallSite site = {}) { arriveAndWait({}, site); }
    /// Where `limit` is over before the others have come, the barrier is broken, and this throws as well.
    void arrive_and_wait_for(std::chrono::nanoseconds limit, CallSite site = {}) { arriveAndWait(limit, site); }
    /// Comes without waiting, and is not expected in later rounds.
    void arrive_and_drop(CallSite site = {});
    void abort(CallSite site = {});
    void reset(CallSite site = {});

    [[nodiscard]] bool broken() const;
    /// How many meet in this round.
    [[nodiscard]] int parties() const;
    /// How many have come to it.
    [[nodiscard]] int n_waiting() const;
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

private:
    void arriveAndWait(const schedule::Limit& limit, CallSite site);
    /// One more has come; the last one begins the next round. In between the mutex is free for the completion.
    void arrive(NativeLock& lock) BRAID_REQUIRES(m_native);
    void beginRound() BRAID_REQUIRES(m_native);
    void breakIt(CallSite site) BRAID_REQUIRES(m_native);

    mutable sync::ForkSafeMutex m_native;
    sync::ForkSafeCondition<std::condition_variable> m_changed;
    int m_expected BRAID_GUARDED_BY(m_native);  ///< in this round
    int m_remaining BRAID_GUARDED_BY(m_native); ///< in the next one
    int m_come BRAID_GUARDED_BY(m_native) = 0;
    std::uint64_t m_round BRAID_GUARDED_BY(m_native) = 1;      ///< from 1
    std::uint64_t m_lastBroken BRAID_GUARDED_BY(m_native) = 0; ///< the last round that did not end as it should
    bool m_broken BRAID_GUARDED_BY(m_native) = false;
    const std::function<void()> m_completion;
    sync::TracedObject m_traced; ///< numbered under m_native
};

} // namespace braid
