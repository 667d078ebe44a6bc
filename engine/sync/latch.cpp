#include "engine/sync/latch.h"

namespace braid {

using namespace sync;

void latch::count_down(int n, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::CountDown, m_traced, site);
    int left = m_left.load();
    do {
        if (left < n) {
            if (seen)
                reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
            return;
        }
    } while (!m_left.compare_exchange_weak(left, left - n));
    if (seen) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Signal, object, m_traced.next(), trace::siteId(site), Order::Own,
                      static_cast<std::uint64_t>(n));
    } else {
        gaveUnseen(m_traced, site);
    }
    m_native.count_down(n);
}

void latch::wait(CallSite site) {
    if (!trace::recording()) {
        schedule::blockOutside([this] { m_native.wait(); });
        return;
    }
    schedule::before(schedule::OperationKind::Wait, m_traced, site);
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    if (!m_native.try_wait()) {
        trace::waitBegins();
        trace::append(EventKind::WaitBegin, object, m_traced.next(), where);
        schedule::blockUntil(
            m_traced, {}, [this] { return m_native.try_wait(); }, [this] { m_native.wait(); });
        waitEnds();
    }
    trace::append(EventKind::WaitEnd, object, m_traced.next(), where);
}

} // namespace braid
