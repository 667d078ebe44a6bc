#include "engine/ipc/robust_lock.h"

#include <cassert>
#include <cerrno>
#include <ctime>

namespace braid::ipc {

RobustLock::RobustLock() {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    [[maybe_unused]] const int error = pthread_mutex_init(&m_native, &attributes);
    assert(error == 0);
    pthread_mutexattr_destroy(&attributes);
}

RobustLock::Taken RobustLock::answer(int error) {
    if (error == EOWNERDEAD) {
        pthread_mutex_consistent(&m_native);
        return Taken::OwnerDied;
    }
    assert(error == 0 || error == EBUSY || error == ETIMEDOUT);
    return error == 0 ? Taken::Held : Taken::Busy;
}

RobustLock::Taken RobustLock::lock() { return answer(pthread_mutex_lock(&m_native)); }
RobustLock::Taken RobustLock::tryLock() { return answer(pthread_mutex_trylock(&m_native)); }

RobustLock::Taken RobustLock::lockFor(std::chrono::nanoseconds limit) {
    // On the wall clock: gcc 12's ThreadSanitizer does not know pthread_mutex_clocklock.
    const std::chrono::nanoseconds until = std::chrono::system_clock::now().time_since_epoch() + limit;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(until);
    const std::timespec deadline{seconds.count(), (until - seconds).count()};
    return answer(pthread_mutex_timedlock(&m_native, &deadline));
}

void RobustLock::unlock() { pthread_mutex_unlock(&m_native); }

} // namespace braid::ipc
