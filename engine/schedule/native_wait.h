#pragma once

#include "engine/trace/deadline.h"

#include <cerrno>
#include <mutex>
#include <pthread.h>
#include <semaphore.h>

/// The C library's waits, for the arguments of blockUntil(). Those with a limit are on the monotonic clock: setting the wall
/// clock meanwhile neither shortens nor lengthens them.
namespace braid::schedule::native {

#if defined(__SANITIZE_THREAD__)
// gcc 12's ThreadSanitizer knows only those on the wall clock, and takes the later unlock for a mistake.
using WaitClock = std::chrono::system_clock;
inline int waitUntil(sem_t& native, const std::timespec& deadline) { return sem_timedwait(&native, &deadline); }
inline int lockUntil(pthread_mutex_t& native, const std::timespec& deadline) {
    return pthread_mutex_timedlock(&native, &deadline);
}
inline int readUntil(pthread_rwlock_t& native, const std::timespec& deadline) { return pthread_rwlock_timedrdlock(&native, &deadline); }
inline int writeUntil(pthread_rwlock_t& native, const std::timespec& deadline) { return pthread_rwlock_timedwrlock(&native, &deadline); }
#else
inline int readUntil(pthread_rwlock_t& native, const std::timespec& deadline) {
    return pthread_rwlock_clockrdlock(&native, CLOCK_MONOTONIC, &deadline);
}
inline int writeUntil(pthread_rwlock_t& native, const std::timespec& deadline) {
    return pthread_rwlock_clockwrlock(&native, CLOCK_MONOTONIC, &deadline);
}
using WaitClock = std::chrono::steady_clock;
inline int waitUntil(sem_t& native, const std::timespec& deadline) {
    return sem_clockwait(&native, CLOCK_MONOTONIC, &deadline);
}
inline int lockUntil(pthread_mutex_t& native, const std::timespec& deadline) {
    return pthread_mutex_clocklock(&native, CLOCK_MONOTONIC, &deadline);
}
#endif

/// When `limit` is over, on WaitClock.
[[nodiscard]] inline std::timespec waitDeadline(std::chrono::nanoseconds limit) {
    return trace::timespecOf(trace::deadlineAfter<WaitClock>(limit).time_since_epoch());
}

inline void take(sem_t& native) {
    while (sem_wait(&native) != 0 && errno == EINTR) {
    }
}

/// False where `limit` was over before the semaphore could be taken.
[[nodiscard]] inline bool takeWithin(sem_t& native, std::chrono::nanoseconds limit) {
    const std::timespec deadline = waitDeadline(limit);
    int error = 0;
    do
        error = waitUntil(native, deadline) == 0 ? 0 : errno;
    while (error == EINTR);
    return error == 0;
}

/// False where `limit` was over before. Of std::timed_mutex and recursive_timed_mutex.
template <class Mutex>
requires requires(Mutex& native) { native.try_lock_until(WaitClock::now()); }
[[nodiscard]] bool takeWithin(Mutex& native, std::chrono::nanoseconds limit) {
    return native.try_lock_until(trace::deadlineAfter<WaitClock>(limit));
}

/// pthread_rwlock_rdlock's or wrlock's answer, or ETIMEDOUT.
[[nodiscard]] inline int lockWithin(pthread_rwlock_t& native, bool shared, std::chrono::nanoseconds limit) {
    const std::timespec deadline = waitDeadline(limit);
    return shared ? readUntil(native, deadline) : writeUntil(native, deadline);
}

/// pthread_mutex_lock's answer, or ETIMEDOUT.
[[nodiscard]] inline int lockWithin(pthread_mutex_t& native, std::chrono::nanoseconds limit) {
    return lockUntil(native, waitDeadline(limit));
}

} // namespace braid::schedule::native
