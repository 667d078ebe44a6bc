#include "engine/sync/mutex.h"

#include "engine/schedule/native_wait.h"

namespace braid::sync {

template <class Native, ObjectKind Kind, bool Recursive>
bool TimedLock<Native, Kind, Recursive>::try_lock_for(std::chrono::nanoseconds limit, CallSite site) {
    if (limit.count() <= 0)
        return this->try_lock(site);
    if (!trace::recording())
        return schedule::blockOutside([&] { return schedule::native::takeWithin(this->m_native, limit); });
    schedule::before(schedule::OperationKind::Lock, this->m_traced, site);
    const SiteId where = trace::siteId(site);
    if (!this->m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, this->m_traced, where, limit);
        const bool taken = schedule::blockUntil(
            this->m_traced, limit, [this] { return this->m_native.try_lock(); },
            [&] { return schedule::native::takeWithin(this->m_native, limit); });
        waitEnds();
        if (!taken) {
            reportFailure(EventKind::AcquireFailed, this->m_traced, where, Failure::TimedOut);
            return false;
        }
    }
    this->took(where);
    return true;
}

template class TimedLock<std::timed_mutex, ObjectKind::TimedMutex>;
template class TimedLock<std::recursive_timed_mutex, ObjectKind::RecursiveMutex, true>;

} // namespace braid::sync
