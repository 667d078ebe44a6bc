#include "engine/sync/mutex.h"

#include "engine/schedule/native_wait.h"

namespace braid {

using namespace sync;

bool timed_mutex::try_lock_for(std::chrono::nanoseconds limit, CallSite site) {
    if (limit.count() <= 0)
        return try_lock(site);
    if (!trace::recording())
        return schedule::blockOutside([&] { return schedule::native::takeWithin(m_native, limit); });
    schedule::before(schedule::OperationKind::Lock, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where, limit);
        const bool taken = schedule::blockUntil(
            m_traced, limit, [this] { return m_native.try_lock(); },
            [&] { return schedule::native::takeWithin(m_native, limit); });
        waitEnds();
        if (!taken) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::TimedOut);
            return false;
        }
    }
    took(where);
    return true;
}

} // namespace braid
