#pragma once

#include "engine/sync/mutex.h"
#include "engine/sync/shared_mutex.h"

#include <string>
#include <utility>

namespace braid {

/// Boost's upgrade_mutex, instrumented: many readers, or one writer; and beside readers one lane that reads and may become the
/// writer without letting another one write in between.
///
/// | state            | lock_shared()      | lock_upgrade() | lock()  | unlock_upgrade_and_lock()        |
/// |------------------|--------------------|----------------|---------|----------------------------------|
/// | free             | read               | mine           | mine    |                                  |
/// | read by some     | read by one more   | mine as well   | blocks  |                                  |
/// | upgrade is mine  |                    | blocks         | blocks  | blocks until nobody reads        |
/// | upgrade taken    | read by one more   | blocks         | blocks  |                                  |
/// | held             | blocks             | blocks         | blocks  |                                  |
///
/// A reader that comes while another one waits to write blocks. In the trace it is two locks, "upgrade of NAME", which who may write
/// holds first, and "NAME", which readers share; so a cycle through it names which of the two is waited for. Misuse is that of these.
/// Thread-safe.
class upgrade_mutex {
public:
    explicit upgrade_mutex(const std::string& name = "upgrade mutex") : m_upgrade("upgrade of " + name), m_read(name, prefer::writers) {}

    void lock(CallSite site = {}) {
        m_upgrade.lock(site);
        m_read.lock(site);
    }
    [[nodiscard]] bool try_lock(CallSite site = {}) {
        if (!m_upgrade.try_lock(site))
            return false;
        if (m_read.try_lock(site))
            return true;
        m_upgrade.unlock(site);
        return false;
    }
    void unlock(CallSite site = {}) {
        m_read.unlock(site);
        m_upgrade.unlock(site);
    }

    void lock_shared(CallSite site = {}) { m_read.lock_shared(site); }
    [[nodiscard]] bool try_lock_shared(CallSite site = {}) { return m_read.try_lock_shared(site); }
    void unlock_shared(CallSite site = {}) { m_read.unlock_shared(site); }

    void lock_upgrade(CallSite site = {}) { m_upgrade.lock(site); }
    [[nodiscard]] bool try_lock_upgrade(CallSite site = {}) { return m_upgrade.try_lock(site); }
    void unlock_upgrade(CallSite site = {}) { m_upgrade.unlock(site); }

    // From one to the other, while nobody writes in between:
    void unlock_upgrade_and_lock(CallSite site = {}) { m_read.lock(site); }
    [[nodiscard]] bool try_unlock_upgrade_and_lock(CallSite site = {}) { return m_read.try_lock(site); }
    void unlock_and_lock_upgrade(CallSite site = {}) { m_read.unlock(site); }
    void unlock_upgrade_and_lock_shared(CallSite site = {}) {
        m_read.lock_shared(site);
        m_upgrade.unlock(site);
    }
    void unlock_and_lock_shared(CallSite site = {}) {
        m_read.unlock(site);
        unlock_upgrade_and_lock_shared(site);
    }

    [[nodiscard]] const std::string& name() const { return m_read.name(); }

private:
    mutex m_upgrade;
    shared_mutex m_read;
};

/// boost::upgrade_lock, as far as textbooks use it: from its declaration to its closing brace; records that line.
template <class UpgradeMutex>
class [[nodiscard]] upgrade_lock {
public:
    using mutex_type = UpgradeMutex;
    explicit upgrade_lock(UpgradeMutex& mutex, CallSite site = {}) : m_mutex(mutex), m_site(site) { m_mutex.lock_upgrade(site); }
    ~upgrade_lock() { m_mutex.unlock_upgrade(m_site); }
    upgrade_lock(const upgrade_lock&) = delete;
    upgrade_lock& operator=(const upgrade_lock&) = delete;
    [[nodiscard]] UpgradeMutex& mutex() const { return m_mutex; }

private:
    UpgradeMutex& m_mutex;
    CallSite m_site;
};

/// boost::upgrade_to_unique_lock: writes until its closing brace.
template <class UpgradeMutex>
class [[nodiscard]] upgrade_to_unique_lock {
public:
    explicit upgrade_to_unique_lock(upgrade_lock<UpgradeMutex>& lock, CallSite site = {}) : m_mutex(lock.mutex()), m_site(site) {
        m_mutex.unlock_upgrade_and_lock(site);
    }
    ~upgrade_to_unique_lock() { m_mutex.unlock_and_lock_upgrade(m_site); }
    upgrade_to_unique_lock(const upgrade_to_unique_lock&) = delete;
    upgrade_to_unique_lock& operator=(const upgrade_to_unique_lock&) = delete;

private:
    UpgradeMutex& m_mutex;
    CallSite m_site;
};

} // namespace braid
