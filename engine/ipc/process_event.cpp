#include "engine/ipc/process_event.h"

namespace braid {

using namespace sync;

process_event::process_event(std::string name) : m_traced(ObjectKind::Event, std::move(name)) {}

void process_event::lock() const {
    // Who died there may have had the flag up and told nobody yet.
    if (m_shared->lock.lock() == ipc::RobustLock::Taken::OwnerDied && m_shared->up)
        m_shared->sets.tellAll();
}

bool process_event::waitUpTo(const schedule::Limit& limit, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Wait, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    Shared& shared = *m_shared;
    lock();
    bool up = shared.up;
    if (!up) {
        const std::uint32_t sets = shared.sets.count();
        if (seen)
            reportWait(EventKind::WaitBegin, m_traced, where, limit ? limitOf(*limit) : std::chrono::nanoseconds(0));
        shared.lock.unlock();
        (void)shared.sets.await(sets, limit);
        waitEnds();
        lock();
        up = shared.up || shared.sets.count() != sets;
    }
    if (seen)
        trace::append(EventKind::WaitEnd, m_traced.id(), m_traced.nextUnderProtection(), where, Order::Own, 0, up ? 0 : 1);
    shared.lock.unlock();
    return up;
}

void process_event::set(CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Set, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    lock();
    if (seen)
        trace::append(EventKind::Signal, m_traced.id(), m_traced.nextUnderProtection(), where, Order::Own, ~std::uint64_t{0});
    else
        gaveUnseen(m_traced, site);
    m_shared->up = true;
    m_shared->sets.tellAll();
    m_shared->lock.unlock();
}

void process_event::clear(CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Clear, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    lock();
    if (seen)
        trace::append(EventKind::Clear, m_traced.id(), m_traced.nextUnderProtection(), where);
    m_shared->up = false;
    m_shared->lock.unlock();
}

bool process_event::is_set() const {
    lock();
    const bool up = m_shared->up;
    m_shared->lock.unlock();
    return up;
}

} // namespace braid
