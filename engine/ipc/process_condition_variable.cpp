#include "engine/ipc/process_condition_variable.h"

#include "engine/sync/recorded.h"

#include <algorithm>
#include <limits>

namespace braid {

using namespace sync;

process_condition_variable::process_condition_variable(std::string name) : m_traced(ObjectKind::ConditionVariable, std::move(name)) {}

cv_status process_condition_variable::waitUpTo(unique_lock<process_mutex>& lock, const schedule::Limit& limit, CallSite site) {
    const bool seen = trace::recording();
    if (seen) {
        schedule::before(schedule::OperationKind::Wait, m_traced, site);
        if (!lock.owns_lock() || !lock.mutex()->held_by_me()) {
            reportMisuse(m_traced, Misuse::WaitWithoutLock, site);
            return cv_status::no_timeout;
        }
    }
    const auto deadline = limit ? schedule::deadlineAfter(*limit) : schedule::Clock::time_point::max();
    // Asked for before the wait is numbered: what the trace takes for a notification of this wait is then one.
    const std::uint32_t told = m_shared->count();
    if (seen) {
        trace::waitBegins();
        // Numbered before the lock is given up, so that a notification sent under the lock comes after it.
        trace::append(EventKind::WaitBegin, m_traced.id(), m_traced.next(), trace::siteId(site), Order::Own,
                      limit ? static_cast<std::uint64_t>(limitOf(*limit).count()) : 0);
    }
    lock.unlock(site);
    (void)m_shared->await(told, limit);
    const bool late = limit && schedule::now() >= deadline;
    if (seen) {
        waitEnds();
        trace::append(EventKind::WaitEnd, m_traced.id(), m_traced.next(), trace::siteId(site), Order::Own, 0, late ? 1 : 0);
    }
    lock.lock(site);
    return late ? cv_status::timeout : cv_status::no_timeout;
}

void process_condition_variable::notify(std::uint32_t count, CallSite site) { tell(count, site); }
void process_condition_variable::notify_all(CallSite site) { tell(~std::uint64_t{0}, site); }

void process_condition_variable::tell(std::uint64_t count, CallSite site) {
    if (trace::recording()) {
        schedule::before(schedule::OperationKind::Notify, m_traced, site);
        trace::append(EventKind::Signal, m_traced.id(), m_traced.next(), trace::siteId(site), Order::Own, count);
    } else {
        gaveUnseen(m_traced, site);
    }
    m_shared->tell(static_cast<std::uint32_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::uint32_t>::max())));
}

} // namespace braid
