#include "engine/sync/mutex.h"

namespace braid {

using namespace sync;

namespace {

bool takeWithin(std::timed_mutex& native, std::chrono::nanoseconds limit) {
#if defined(__SANITIZE_THREAD__)
    // gcc 12's ThreadSanitizer does not know pthread_mutex_clocklock and takes the later unlock for a mistake.
    return native.try_lock_until(trace::deadlineAfter<std::chrono::system_clock>(limit));
#else
    return native.try_lock_until(trace::deadlineAfter(limit));
#endif
}

} // namespace

bool timed_mutex::try_lock_for(std::chrono::nanoseconds limit, CallSite site) {
    if (limit.count() <= 0)
        return try_lock(site);
    if (!trace::recording())
        return takeWithin(m_native, limit);
    schedule::pass();
    const SiteId where = trace::siteId(site);
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where, limit);
        const bool taken = takeWithin(m_native, limit);
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
