#include "engine/ipc/process_shared_mutex.h"

#include <algorithm>
#include <sched.h>
#include <unistd.h>
#include <utility>

namespace braid {

using namespace sync;
using Taken = ipc::RobustLock::Taken;

process_shared_mutex::process_shared_mutex(std::string name, prefer first)
    : m_writersFirst(first == prefer::writers), m_traced(ObjectKind::SharedMutex, std::move(name), m_writersFirst ? 1 : 0) {}

/// One whose user is gone: `taken` is how its lock was had, which is given back.
void process_shared_mutex::vacate(Place& place, Taken taken) {
    if (taken == Taken::OwnerDied && place.use == Use::Writes) {
        m_shared->writerDied = true;
        m_shared->diedWith = place.lane;
    }
    place.use = Use::None;
    place.held.unlock();
}

void process_shared_mutex::occupy(Place& place, Use use) const {
    place.thread = gettid();
    place.lane = currentLane();
    place.use = use;
}

/// Who keeps one out that wants the lock, and has `mine` already where it goes before readers.
std::size_t process_shared_mutex::blockerOf(Mode mode, std::size_t mine) {
    Shared& shared = *m_shared;
    for (std::size_t i = 0; i < shared.used; ++i) {
        Place& place = shared.places[i];
        const bool blocks = place.use == Use::Writes || (mode == Mode::Exclusive ? place.use == Use::Reads : place.use == Use::WaitsToWrite);
        if (!blocks || i == mine)
            continue;
        const Taken taken = place.held.tryLock();
        if (taken == Taken::Busy)
            return i;
        vacate(place, taken);
    }
    return None;
}

/// One nobody uses, with its lock held; if possible one for which nobody waits.
std::size_t process_shared_mutex::freePlace() {
    Shared& shared = *m_shared;
    for (const bool watched : {false, true})
        for (std::size_t i = 0; i < (watched ? shared.used : Most); ++i) {
            Place& place = shared.places[i];
            if (place.use != Use::None || (place.watchers > 0) != watched || place.held.tryLock() == Taken::Busy)
                continue;
            shared.used = std::max(shared.used, i + 1);
            return i;
        }
    return None;
}

void process_shared_mutex::took(Mode mode, SiteId where) {
    Shared& shared = *m_shared;
    shared.tookOver = shared.writerDied;
    shared.writerDied = false;
    if (!trace::recording())
        return;
    trace::append(EventKind::Acquired, m_traced.id(), m_traced.nextUnderProtection(), where, Order::Own, 0,
                  static_cast<std::uint32_t>(mode));
    if (shared.tookOver)
        trace::append(EventKind::Fault, m_traced.id(), m_traced.last(), where, Order::After, shared.diedWith,
                      static_cast<std::uint32_t>(Misuse::OwnerDied));
}

/// Waits until `blocker` is not in the way any more, without the state's lock; false where the limit was over before.
bool process_shared_mutex::awaitPlace(std::size_t blocker, const schedule::Limit& left) {
    Shared& shared = *m_shared;
    if (blocker == None) { // all places are in use
        shared.state.unlock();
        schedule::blockOutside([] { sched_yield(); });
        shared.state.lock();
        return true;
    }
    Place& place = shared.places[blocker];
    ++place.watchers;
    shared.state.unlock();
    const Taken taken = left ? place.held.lockFor(*left) : place.held.lock();
    shared.state.lock();
    --place.watchers;
    if (taken == Taken::Busy)
        return false;
    vacate(place, taken);
    return true;
}

bool process_shared_mutex::take(Mode mode, const schedule::Limit& limit, CallSite site) {
    using schedule::OperationKind;
    const bool seen = trace::recording(), exclusive = mode == Mode::Exclusive, tries = limit && limit->count() <= 0;
    if (seen)
        schedule::before(exclusive ? (tries ? OperationKind::TryLock : OperationKind::Lock)
                                   : (tries ? OperationKind::TryLockShared : OperationKind::LockShared),
                         m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    const auto deadline = limit ? schedule::deadlineAfter(*limit) : schedule::Clock::time_point::max();
    Shared& shared = *m_shared;
    std::size_t mine = None; // the place of a writer that goes before readers
    bool told = false;
    shared.state.lock();
    for (;;) {
        const std::size_t blocker = blockerOf(mode, mine);
        if (blocker == None && mine == None)
            mine = freePlace();
        if (blocker == None && mine != None) {
            occupy(shared.places[mine], exclusive ? Use::Writes : Use::Reads);
            took(mode, where);
            shared.state.unlock();
            return true;
        }
        const schedule::Limit left = limit ? schedule::Limit(deadline - schedule::now()) : std::nullopt;
        bool over = left && left->count() <= 0;
        if (!over) {
            if (seen && !std::exchange(told, true))
                reportWait(EventKind::AcquireWait, m_traced, where, limit ? *limit : std::chrono::nanoseconds(0), mode);
            if (exclusive && m_writersFirst && mine == None && (mine = freePlace()) != None)
                occupy(shared.places[mine], Use::WaitsToWrite);
            over = !awaitPlace(blocker, left);
            if (trace::waitEnds())
                told = false; // if it waits once more, it has to say so again
        }
        if (!over)
            continue;
        if (mine != None)
            vacate(shared.places[mine], Taken::Held);
        shared.state.unlock();
        if (seen)
            reportFailure(EventKind::AcquireFailed, m_traced, where, tries ? Failure::WouldBlock : Failure::TimedOut);
        return false;
    }
}

void process_shared_mutex::give(Mode mode, CallSite site) {
    const bool seen = trace::recording(), exclusive = mode == Mode::Exclusive;
    if (seen)
        schedule::before(exclusive ? schedule::OperationKind::Unlock : schedule::OperationKind::UnlockShared, m_traced, site);
    const Use use = exclusive ? Use::Writes : Use::Reads;
    const pid_t thread = gettid();
    Shared& shared = *m_shared;
    shared.state.lock();
    std::uint32_t writer = 0;
    for (std::size_t i = 0; i < shared.used; ++i) {
        Place& place = shared.places[i];
        if (place.use == use && place.thread == thread && place.lane == currentLane()) {
            if (seen)
                trace::append(EventKind::Released, m_traced.id(), m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, 0,
                              static_cast<std::uint32_t>(mode));
            vacate(place, Taken::Held);
            shared.state.unlock();
            return;
        }
        if (place.use == Use::Writes)
            writer = place.lane;
    }
    shared.state.unlock();
    if (seen)
        reportMisuse(m_traced, writer == 0 ? Misuse::UnlockOfFree : Misuse::UnlockByNonOwner, site, writer);
}

} // namespace braid
