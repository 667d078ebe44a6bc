#include "engine/exec/coroutines/cooperative.h"

#include <algorithm>

namespace braid::exec {

using schedule::OperationKind;
using sync::currentLane;
using trace::EventKind;
using trace::Failure;
using trace::Misuse;
using trace::ObjectKind;
using trace::Order;

namespace {

/// A numbered event on `object`; where the thread does not record, nothing.
void say(EventKind kind, trace::TracedObject& object, CallSite site, std::uint64_t a = 0, std::uint32_t b = 0) {
    if (!trace::recording())
        return;
    const ObjectId id = object.id();
    trace::append(kind, id, object.nextUnderProtection(), trace::siteId(site), Order::Own, a, b);
}

void sayFailed(EventKind kind, trace::TracedObject& object, Failure why, CallSite site) {
    if (trace::recording())
        sync::reportFailure(kind, object, trace::siteId(site), why);
}

} // namespace

Permits::Permits(ObjectKind kind, int permits, int most, std::string name)
    : m_isLock(kind != ObjectKind::Semaphore && kind != ObjectKind::BoundedSemaphore), m_most(most), m_free(permits),
      m_traced(kind, std::move(name), !m_isLock ? permits : kind == ObjectKind::Mutex ? trace::AnyLaneReleases
                                                                                      : 0) {}

bool Permits::take(OperationKind kind, CallSite site) {
    if (trace::recording())
        schedule::before(kind, m_traced, site);
    if (m_free == 0)
        return false;
    --m_free;
    took(site);
    return true;
}

void Permits::took(CallSite site) {
    m_holder = trace::recording() ? currentLane() : 0;
    say(EventKind::Acquired, m_traced, site);
}

void Permits::goesOn(WaitingPlace& place, CallSite site) {
    place.granted = false;
    took(site);
}

void Permits::gaveUp(WaitingPlace& place, Failure why, CallSite site) {
    place.leave();
    sayFailed(EventKind::AcquireFailed, m_traced, why, site);
    if (std::exchange(place.granted, false))
        handOn();
}

void Permits::notTaken(CallSite site) { sayFailed(EventKind::AcquireFailed, m_traced, Failure::WouldBlock, site); }

void Permits::handOn() {
    if (WaitingPlace* next = m_waiting.wakeFirst())
        next->granted = true;
    else
        ++m_free;
}

bool Permits::give(int count, CallSite site, bool atPoint) {
    const bool seen = trace::recording();
    if (seen && atPoint)
        schedule::before(m_isLock ? OperationKind::Unlock : OperationKind::Release, m_traced, site);
    if (m_most > 0 && count > m_most - m_free) {
        if (seen)
            sync::reportMisuse(m_traced, m_isLock ? Misuse::UnlockOfFree : Misuse::ReleaseOverBound, site);
        return false;
    }
    const bool forHolder = seen && m_isLock && m_holder != currentLane();
    say(EventKind::Released, m_traced, site, m_isLock ? 0 : static_cast<std::uint64_t>(count),
        static_cast<std::uint32_t>(forHolder ? trace::Mode::OfHolder : trace::Mode::Exclusive));
    if (m_isLock)
        m_holder = 0;
    for (int i = 0; i < count; ++i)
        handOn();
    return true;
}

bool Flag::check(CallSite site) {
    if (trace::recording())
        schedule::before(OperationKind::Wait, m_traced, site);
    if (!m_up)
        return false;
    goesOn(trace::WaitWoken, site);
    return true;
}

void Flag::goesOn(std::uint32_t how, CallSite site) { say(EventKind::WaitEnd, m_traced, site, 0, how); }

void Flag::set(CallSite site) {
    if (trace::recording())
        schedule::before(OperationKind::Set, m_traced, site);
    say(EventKind::Signal, m_traced, site, ~std::uint64_t{0});
    m_up = true;
    m_waiting.wakeAll();
}

void Flag::clear(CallSite site) {
    if (trace::recording())
        schedule::before(OperationKind::Clear, m_traced, site);
    say(EventKind::Clear, m_traced, site);
    m_up = false;
}

QueueCounts::QueueCounts(ObjectKind kind, int maxsize, std::string name)
    : m_maxsize(std::max(maxsize, 0)), m_traced(kind, std::move(name), m_maxsize) {}

void QueueCounts::pass(OperationKind kind, CallSite site) {
    if (trace::recording())
        schedule::before(kind, m_traced, site);
}

std::uint64_t QueueCounts::put(std::uint32_t priority, std::string_view label, CallSite site) {
    ++m_size;
    ++m_unfinished;
    ++m_lastNumber;
    if (trace::recording()) {
        const ObjectId id = m_traced.id();
        trace::appendText(EventKind::Put, id, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, m_lastNumber, priority, label);
    }
    getters.wakeFirst();
    return m_lastNumber;
}

void QueueCounts::got(std::uint64_t number, std::uint32_t priority, std::string_view label, CallSite site) {
    --m_size;
    if (trace::recording()) {
        const ObjectId id = m_traced.id();
        trace::appendText(EventKind::Get, id, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, number, priority, label);
    }
    putters.wakeFirst();
}

void QueueCounts::taskDone(CallSite site) {
    pass(OperationKind::TaskDone, site);
    if (m_unfinished == 0) {
        if (trace::recording())
            sync::reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
        return;
    }
    --m_unfinished;
    say(EventKind::TaskDone, m_traced, site, static_cast<std::uint64_t>(m_unfinished));
    if (m_unfinished == 0)
        joiners.wakeAll();
}

void QueueCounts::drained(std::uint32_t how, CallSite site) { say(EventKind::DrainEnd, m_traced, site, 0, how); }

void QueueCounts::failed(EventKind kind, Failure why, CallSite site) {
    sayFailed(kind, m_traced, why, site);
    if (kind == EventKind::GetFailed && hasItem())
        getters.wakeFirst();
    else if (kind == EventKind::PutFailed && hasRoom())
        putters.wakeFirst();
}

} // namespace braid::exec
