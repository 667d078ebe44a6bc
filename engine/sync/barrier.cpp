#include "engine/sync/barrier.h"

namespace braid {

using namespace sync;

void barrier::arrive_and_wait(CallSite site) {
    if (!trace::recording()) {
        gaveUnseen(m_traced, site);
        schedule::blockOutside([this] { m_native.arrive_and_wait(); });
        return;
    }
    schedule::before(schedule::OperationKind::Arrive, m_traced, site);
    const SiteId where = trace::siteId(site);
    const ObjectId object = m_traced.id();
    trace::waitBegins();
    trace::append(EventKind::WaitBegin, object, m_traced.next(), where);
    const bool lastOfRound = schedule::controlled() && arriveUnderControl();
    const std::uint64_t round = m_round;
    if (!lastOfRound)
        schedule::blockUntil(
            m_traced, {}, [this, round] { return m_round != round; }, [this] { m_native.arrive_and_wait(); });
    waitEnds();
    trace::append(EventKind::WaitEnd, object, m_traced.next(), where);
}

bool barrier::arriveUnderControl() {
    if (++m_come < m_expected)
        return false;
    m_come = 0;
    ++m_round;
    return true;
}

} // namespace braid
