#pragma once

#include <chrono>
#include <optional>
#include <pthread.h>

namespace braid::ipc {

/// A pthread mutex for memory that processes share, which tells the next owner when one died while it held it. Does not
/// record anything. Never destroyed.
class RobustLock {
public:
    RobustLock();
    RobustLock(const RobustLock&) = delete;
    RobustLock& operator=(const RobustLock&) = delete;

    /// Held is the answer but for Busy. OwnerDied: the last owner died with it; what it guards may be half changed.
    enum class Taken {
        Held,
        OwnerDied,
        Busy
    };
    Taken lock();
    [[nodiscard]] Taken tryLock();
    [[nodiscard]] Taken lockFor(std::chrono::nanoseconds limit);
    void unlock();

private:
    Taken answer(int error);
    pthread_mutex_t m_native;
};

/// Holds one for as long as it lives.
class RobustGuard {
public:
    explicit RobustGuard(RobustLock& lock) : m_lock(lock), m_taken(lock.lock()) {}
    ~RobustGuard() { m_lock.unlock(); }
    RobustGuard(const RobustGuard&) = delete;
    RobustGuard& operator=(const RobustGuard&) = delete;
    [[nodiscard]] bool ownerDied() const { return m_taken == RobustLock::Taken::OwnerDied; }

private:
    RobustLock& m_lock;
    RobustLock::Taken m_taken;
};

} // namespace braid::ipc
