#pragma once

#include "engine/ipc/robust_lock.h"
#include "engine/ipc/shared_memory.h"
#include "engine/sync/shared_mutex.h"

#include <chrono>
#include <optional>
#include <string>
#include <sys/types.h>

namespace braid {

/// A shared_mutex for several processes: many readers or one writer. Made before the fork, it is the same lock in the parent and
/// its children.
///
/// | state                | lock()                                    | lock_shared()       | unlock() | unlock_shared() |
/// |----------------------|-------------------------------------------|---------------------|----------|-----------------|
/// | free                 | held by me                                | read by me          | finding  | finding         |
/// | held by me           | blocks for ever (finding: a cycle of one) | as lock()           | free     | finding         |
/// | held by another      | blocks                                    | blocks              | finding  | finding         |
/// | read by some         | blocks                                    | read by one more    | finding  | one reader less |
/// | owner's process died | mine; of a writer a finding says so       | the same            | finding  | finding         |
///
/// Where writers are preferred and one waits, a new reader blocks behind it instead of being one more. A pthread_rwlock_t would
/// stay locked for ever where its owner dies; here each of those who hold it, and each writer that goes before readers, has a
/// RobustLock of its own locked, on which those wait that it keeps out: so the kernel tells them of its end, too. Thread-safe,
/// between processes too. Lockable and shared-lockable. At most Most lanes hold it at once; more wait, with a processor.
class process_shared_mutex {
public:
    static constexpr std::size_t Most = 256;
    explicit process_shared_mutex(std::string name = {}, prefer first = prefer::readers);

    void lock(CallSite site = {}) { (void)take(sync::Mode::Exclusive, {}, site); }
    [[nodiscard]] bool try_lock(CallSite site = {}) { return try_lock_for(std::chrono::nanoseconds(0), site); }
    /// False when `limit` was over before the lock could be had. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_lock_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        return take(sync::Mode::Exclusive, limit, site);
    }
    void unlock(CallSite site = {}) { give(sync::Mode::Exclusive, site); }

    void lock_shared(CallSite site = {}) { (void)take(sync::Mode::Shared, {}, site); }
    [[nodiscard]] bool try_lock_shared(CallSite site = {}) { return try_lock_shared_for(std::chrono::nanoseconds(0), site); }
    [[nodiscard]] bool try_lock_shared_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        return take(sync::Mode::Shared, limit, site);
    }
    void unlock_shared(CallSite site = {}) { give(sync::Mode::Shared, site); }

    /// For one who holds it: it is the first one since a writer died with it.
    [[nodiscard]] bool owner_died() const { return m_shared->tookOver; }
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

private:
    enum class Use : std::uint8_t {
        None,
        Reads,
        WaitsToWrite, ///< and goes before readers
        Writes
    };
    /// The place of one who holds the lock or goes before others.
    struct Place {
        ipc::RobustLock held; ///< by its user, for as long as it uses it; else for moments, by those who waited for that
        Use use = Use::None;
        pid_t thread = 0;
        std::uint32_t lane = 0; ///< of a user that records, else 0
        int watchers = 0;       ///< who wait for `held`: another user would keep them waiting
    };
    /// In shared memory. All is guarded by `state` but for Place::held.
    struct Shared {
        ipc::RobustLock state;
        std::size_t used = 0; ///< places from here on never were
        bool tookOver = false;
        bool writerDied = false;    ///< and the next owner was not told yet
        std::uint32_t diedWith = 0; ///< the lane of it
        Place places[Most];
    };
    static constexpr std::size_t None = Most;

    bool take(sync::Mode mode, const schedule::Limit& limit, CallSite site);
    void give(sync::Mode mode, CallSite site);
    [[nodiscard]] std::size_t blockerOf(sync::Mode mode, std::size_t mine);
    [[nodiscard]] std::size_t freePlace();
    void vacate(Place& place, ipc::RobustLock::Taken taken);
    void occupy(Place& place, Use use) const;
    void took(sync::Mode mode, SiteId where);
    bool awaitPlace(std::size_t blocker, const schedule::Limit& left);

    const bool m_writersFirst;
    shared_memory<Shared> m_shared;
    trace::SharedTracedObject m_traced; ///< numbered under m_shared->state
};

} // namespace braid
