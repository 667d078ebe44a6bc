#include "engine/sync/latch.h"

namespace braid {

using namespace sync;

void latch::count_down(int n, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::CountDown, m_traced, site);
    const NativeLock lock(m_native);
    if (m_left < n) {
        if (seen)
            reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
        return;
    }
    if (seen) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Signal, object, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own,
                      static_cast<std::uint64_t>(n));
    }
    if (!seen)
        gaveUnseen(m_traced, site);
    m_left -= n;
    if (m_left == 0)
        m_opened.notify_all();
}

bool latch::try_wait() const {
    const NativeLock lock(m_native);
    return m_left == 0;
}

bool latch::waitWithin(const schedule::Limit& limit, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Wait, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    const ObjectId object = seen ? m_traced.id() : ObjectId{};
    NativeLock lock(m_native);
    const bool waits = seen && m_left > 0;
    if (waits) {
        trace::waitBegins();
        trace::append(EventKind::WaitBegin, object, m_traced.nextUnderProtection(), where, Order::Own,
                      limit ? static_cast<std::uint64_t>(limitOf(*limit).count()) : 0);
    }
    const bool open = schedule::blockUntil(object, limit, lock, m_opened, [this] {
        m_native.assertHeld();
        return m_left == 0;
    });
    if (waits)
        waitEnds();
    if (seen)
        trace::append(EventKind::WaitEnd, object, m_traced.nextUnderProtection(), where, Order::Own, 0,
                      open ? trace::WaitWoken : trace::WaitTimedOut);
    return open;
}

} // namespace braid
