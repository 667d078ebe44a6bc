#include "engine/sync/once.h"

namespace braid {

using namespace sync;

bool once_flag::enter(CallSite site) {
    if (m_done.load(std::memory_order_acquire))
        return false;
    if (!trace::recording()) {
        schedule::blockOutside([this] { m_native.lock(); });
        if (!m_done.load(std::memory_order_relaxed))
            return true;
        m_native.unlock();
        return false;
    }
    schedule::before(schedule::OperationKind::CallOnce, m_traced, site);
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    if (!m_native.try_lock()) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        schedule::blockUntil(
            m_traced, {}, [this] { return m_native.try_lock(); }, [this] { m_native.lock(); });
        waitEnds();
    }
    trace::append(EventKind::Acquired, object, m_traced.nextUnderProtection(), where);
    if (!m_done.load(std::memory_order_relaxed))
        return true;
    leave(true, site);
    return false;
}

void once_flag::leave(bool done, CallSite site) {
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Released, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    if (done)
        m_done.store(true, std::memory_order_release);
    m_native.unlock();
}

} // namespace braid
