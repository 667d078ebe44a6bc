#include "engine/ipc/robust_lock.h"

#include "engine/schedule/native_wait.h"
#include "engine/schedule/wait.h"

#include <cassert>
#include <cerrno>

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

RobustLock::Taken RobustLock::lock() {
    return answer(schedule::blockOutside([this] { return pthread_mutex_lock(&m_native); }));
}
RobustLock::Taken RobustLock::tryLock() { return answer(pthread_mutex_trylock(&m_native)); }

RobustLock::Taken RobustLock::lockFor(std::chrono::nanoseconds limit) {
    return answer(schedule::blockOutside([&] { return schedule::native::lockWithin(m_native, limit); }));
}

void RobustLock::unlock() { pthread_mutex_unlock(&m_native); }

} // namespace braid::ipc
