#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <vector>

#include <pthread.h>

namespace braid {

/// Who goes first where readers and a writer wait for the same shared_mutex. Readers first lets reading go on while a
/// writer waits, and may starve the writer; writers first makes newly come readers stand behind it.
enum class prefer {
    readers,
    writers
};

/// Instrumented std::shared_mutex: many readers or one writer.
///
/// | state           | lock()                                    | lock_shared()       | unlock() | unlock_shared() |
/// |-----------------|-------------------------------------------|---------------------|----------|-----------------|
/// | free            | held by me                                | read by me          | finding  | finding         |
/// | held by me      | blocks for ever (finding: a cycle of one) | as lock()           | free     | finding         |
/// | held by another | blocks                                    | blocks              | finding  | finding         |
/// | read by some    | blocks                                    | read by one more    | finding  | one reader less |
///
/// Where writers are preferred and one waits, a new reader blocks behind it instead of being one more (not under a schedule,
/// which decides that itself). A lane that does
/// not read itself gets a finding from unlock_shared().
///
/// Wraps a real pthread_rwlock_t, as libstdc++'s std::shared_mutex does: only that lets the preference be chosen.
/// Thread-safe. Lockable and shared-lockable. Invariants while those who hold it record: m_owner is the writing lane or
/// 0; m_readers are the reading lanes.
class shared_mutex {
public:
    explicit shared_mutex(std::string name = {}, prefer first = prefer::readers);
    ~shared_mutex();
    shared_mutex(const shared_mutex&) = delete;
    shared_mutex& operator=(const shared_mutex&) = delete;

    void lock(CallSite site = {});
    [[nodiscard]] bool try_lock(CallSite site = {});
    void unlock(CallSite site = {});

    void lock_shared(CallSite site = {});
    [[nodiscard]] bool try_lock_shared(CallSite site = {});
    void unlock_shared(CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] sync::TracedObject& traced() { return m_traced; }

protected:
    /// For shared_timed_mutex.
    bool lockWithin(std::chrono::nanoseconds limit, sync::Mode mode, CallSite site);

private:
    void took(SiteId where, sync::Mode mode);
    void give(SiteId where, sync::Mode mode);
    bool forgetReader();
    void block(SiteId where, sync::Mode mode);

    pthread_rwlock_t m_native{};
    std::atomic<std::uint32_t> m_owner{0};
    sync::ForkSafeMutex m_readersMutex; ///< for the list only, never held while waiting
    std::vector<std::uint32_t> m_readers BRAID_GUARDED_BY(m_readersMutex);
    sync::TracedObject m_traced;
};

/// Instrumented std::shared_timed_mutex: as shared_mutex, and gives up after a while.
class shared_timed_mutex : public shared_mutex {
public:
    using shared_mutex::shared_mutex;

    /// False when `limit` was over before the lock could be had. A limit ≤ 0 tries once.
    [[nodiscard]] bool try_lock_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        return lockWithin(limit, sync::Mode::Exclusive, site);
    }
    [[nodiscard]] bool try_lock_shared_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        return lockWithin(limit, sync::Mode::Shared, site);
    }
};

/// std::shared_lock, as far as textbooks use it: reads from its declaration to its closing brace, and records that line.
template <class SharedMutex>
class [[nodiscard]] shared_lock {
public:
    using mutex_type = SharedMutex;
    explicit shared_lock(SharedMutex& mutex, CallSite site = {}) : m_mutex(mutex), m_site(site) { lock(site); }
    ~shared_lock() {
        if (m_owns)
            m_mutex.unlock_shared(m_site);
    }
    shared_lock(const shared_lock&) = delete;
    shared_lock& operator=(const shared_lock&) = delete;

    void lock(CallSite site = {}) {
        m_mutex.lock_shared(site);
        m_owns = true;
    }
    void unlock(CallSite site = {}) {
        m_mutex.unlock_shared(site);
        m_owns = false;
    }
    [[nodiscard]] bool owns_lock() const { return m_owns; }

private:
    SharedMutex& m_mutex;
    CallSite m_site;
    bool m_owns = false;
};

} // namespace braid
