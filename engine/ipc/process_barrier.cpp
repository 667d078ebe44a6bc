#include "engine/ipc/process_barrier.h"

namespace braid {

using namespace sync;

process_barrier::process_barrier(int parties, std::string name)
    : m_parties(parties), m_traced(ObjectKind::Barrier, std::move(name), parties) {}

/// Who died there may have been the last of a round and have told nobody yet.
void process_barrier::lock() const {
    Shared& shared = *m_shared;
    if (shared.lock.lock() == ipc::RobustLock::Taken::OwnerDied && shared.come >= m_parties) {
        shared.come = 0;
        shared.rounds.tellAll();
    }
}

int process_barrier::arrive(const schedule::Limit& limit, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Arrive, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    Shared& shared = *m_shared;
    lock();
    if (shared.broken) {
        shared.lock.unlock();
        throw broken_barrier();
    }
    const std::uint32_t round = shared.rounds.count();
    if (seen) {
        trace::waitBegins();
        trace::append(EventKind::WaitBegin, m_traced.id(), m_traced.nextUnderProtection(), where, Order::Own,
                      limit ? static_cast<std::uint64_t>(limitOf(*limit).count()) : 0);
    } else {
        gaveUnseen(m_traced, site);
    }
    const int place = shared.come++;
    if (shared.come == m_parties) {
        shared.come = 0;
        shared.rounds.tellAll();
    } else {
        shared.lock.unlock();
        (void)shared.rounds.await(round, limit);
        lock();
    }
    waitEnds();
    const bool late = shared.rounds.count() == round;
    if (late) {
        shared.broken = true;
        giveUpRound(where);
    }
    const bool over = shared.everGivenUp && shared.givenUp == round;
    if (seen)
        trace::append(EventKind::WaitEnd, m_traced.id(), m_traced.nextUnderProtection(), where, Order::Own, 0, late ? 1 : 0);
    shared.lock.unlock();
    if (over)
        throw broken_barrier();
    return place;
}

/// Lets those who have come go, none of whom counts any more. Under the lock.
void process_barrier::giveUpRound(SiteId where) {
    if (trace::recording())
        trace::append(EventKind::Clear, m_traced.id(), m_traced.nextUnderProtection(), where);
    m_shared->come = 0;
    m_shared->everGivenUp = true;
    m_shared->givenUp = m_shared->rounds.count();
    m_shared->rounds.tellAll();
}

void process_barrier::breakUp(bool broken, CallSite site) {
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Clear, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    lock();
    m_shared->broken = broken;
    giveUpRound(where);
    m_shared->lock.unlock();
}

bool process_barrier::broken() const {
    lock();
    const bool is = m_shared->broken;
    m_shared->lock.unlock();
    return is;
}

int process_barrier::n_waiting() const {
    lock();
    const int come = m_shared->come;
    m_shared->lock.unlock();
    return come;
}

} // namespace braid
