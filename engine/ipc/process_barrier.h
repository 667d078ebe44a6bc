#pragma once

#include "engine/ipc/changes.h"
#include "engine/ipc/robust_lock.h"
#include "engine/ipc/shared_memory.h"
#include "engine/sync/barrier.h"

#include <chrono>
#include <string>

namespace braid {

/// A barrier for several processes (Python's multiprocessing.Barrier): made before the fork, it is the same one in the parent and
/// its children. `parties` lanes meet, go on together, and may meet again.
///
/// | state                            | arrive_and_wait()                | abort()              | reset()              |
/// |----------------------------------|----------------------------------|----------------------|----------------------|
/// | fewer than the others have come  | blocks                           | broken; they throw   | empty; they throw    |
/// | all but one have come            | all go on; the next round begins |                      |                      |
/// | broken                           | throws broken_barrier            | broken               | empty                |
///
/// One whose time is over breaks it. One that dies after it has come counts as come. Thread-safe, between processes too. Each
/// arrival is numbered before it takes effect.
class process_barrier {
public:
    /// parties ≥ 1.
    explicit process_barrier(int parties, std::string name = {});

    /// Which arrival of its round this was, from 0; the last one has parties − 1. Throws broken_barrier.
    int arrive_and_wait(CallSite site = {}) { return arrive({}, site); }
    /// The same; where `limit` is over before all have come, the barrier is broken and this throws.
    int arrive_and_wait_for(std::chrono::nanoseconds limit, CallSite site = {}) { return arrive(limit, site); }
    void abort(CallSite site = {}) { breakUp(true, site); }
    void reset(CallSite site = {}) { breakUp(false, site); }

    [[nodiscard]] bool broken() const;
    [[nodiscard]] int parties() const { return m_parties; }
    /// How many have come in this round; another number by the time one looks.
    [[nodiscard]] int n_waiting() const;
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

private:
    /// In shared memory; all but `rounds` guarded by `lock`.
    struct Shared {
        ipc::RobustLock lock;
        int come = 0; ///< in this round
        bool broken = false;
        bool everGivenUp = false;
        std::uint32_t givenUp = 0; ///< the last round that was broken or reset, where one ever was
        ipc::Changes rounds;       ///< that are over
    };
    int arrive(const schedule::Limit& limit, CallSite site);
    void breakUp(bool broken, CallSite site);
    void giveUpRound(SiteId where);
    void lock() const;

    const int m_parties;
    shared_memory<Shared> m_shared;
    trace::SharedTracedObject m_traced; ///< numbered under m_shared->lock
};

} // namespace braid
