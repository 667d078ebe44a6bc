#include "engine/sync/event.h"

namespace braid {

using namespace sync;

void event::wait(CallSite site) { waitUpTo(nullptr, site); }

bool event::wait_for(std::chrono::nanoseconds limit, CallSite site) { return waitUpTo(&limit, site); }

bool event::waitUpTo(const std::chrono::nanoseconds* limit, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Wait, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    const ObjectId object = seen ? m_traced.id() : ObjectId{};
    NativeLock lock(m_native);
    const bool waits = !m_flag && seen;
    if (waits)
        reportWait(EventKind::WaitBegin, m_traced, where, limit != nullptr ? limitOf(*limit) : std::chrono::nanoseconds(0));
    const schedule::Limit most = limit != nullptr ? schedule::Limit(*limit) : std::nullopt;
    const bool up = schedule::blockUntil(object, most, lock, m_changed, [this] {
        m_native.assertHeld();
        return m_flag;
    });
    if (waits)
        waitEnds();
    if (seen)
        trace::append(EventKind::WaitEnd, object, m_traced.nextUnderProtection(), where, Order::Own, 0, up ? 0 : 1);
    return up;
}

void event::set(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Set, m_traced, site);
    const NativeLock lock(m_native);
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Signal, object, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, ~std::uint64_t{0});
    } else {
        gaveUnseen(m_traced, site);
    }
    m_flag = true;
    m_changed.notify_all();
}

void event::clear(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Clear, m_traced, site);
    const NativeLock lock(m_native);
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Clear, object, m_traced.nextUnderProtection(), trace::siteId(site));
    }
    m_flag = false;
}

bool event::is_set() const {
    const NativeLock lock(m_native);
    return m_flag;
}

} // namespace braid
