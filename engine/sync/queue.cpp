#include "engine/sync/queue.h"

#include <algorithm>

namespace braid::sync {

QueueBase::QueueBase(ObjectKind kind, int maxsize, std::string name)
    : m_maxsize(std::max(maxsize, 0)), m_traced(kind, std::move(name), m_maxsize) {}

BRAID_UNCHECKED_LOCKING QueueBase::Call::Call(QueueBase& queue, schedule::OperationKind kind, CallSite site) : m_seen(trace::recording()) {
    if (m_seen) {
        schedule::before(kind, queue.m_traced, site);
        m_site = trace::siteId(site);
        m_object = queue.m_traced.id();
    }
    m_lock.emplace(queue.m_native);
}

template <class Ready>
QueueBase::Waited QueueBase::await(Call& call, std::condition_variable& changed, EventKind kind, bool block,
                                   const Limit& limit, Ready ready) {
    if (ready())
        return Waited::Ready;
    if (!block || (limit && limit->count() <= 0))
        return Waited::AtOnce;
    if (call.m_seen)
        reportWait(kind, m_traced, call.m_site, limit ? limitOf(*limit) : std::chrono::nanoseconds(0));
    const bool inTime = schedule::blockUntil(call.m_object, limit, *call.m_lock, changed, ready);
    if (call.m_seen)
        waitEnds();
    return inTime ? Waited::Ready : Waited::TimedOut;
}

void QueueBase::awaitRoom(Call& call, bool block, const Limit& limit) {
    const auto hasRoom = [this] {
        m_native.assertHeld();
        return m_maxsize == 0 || m_size < m_maxsize;
    };
    const Waited waited = await(call, m_notFull, EventKind::PutWait, block, limit, hasRoom);
    if (waited == Waited::Ready)
        return;
    if (call.m_seen)
        reportFailure(EventKind::PutFailed, m_traced, call.m_site,
                      waited == Waited::TimedOut ? Failure::TimedOut : Failure::Full);
    throw braid::full();
}

void QueueBase::awaitItem(Call& call, bool block, const Limit& limit) {
    const auto hasItem = [this] {
        m_native.assertHeld();
        return m_size > 0;
    };
    const Waited waited = await(call, m_notEmpty, EventKind::GetWait, block, limit, hasItem);
    if (waited == Waited::Ready)
        return;
    if (call.m_seen)
        reportFailure(EventKind::GetFailed, m_traced, call.m_site,
                      waited == Waited::TimedOut ? Failure::TimedOut : Failure::Empty);
    throw braid::empty();
}

std::uint64_t QueueBase::willPut(Call& call, std::uint32_t priority, std::string_view label) {
    ++m_size;
    ++m_unfinished;
    ++m_lastNumber;
    if (call.m_seen)
        trace::appendText(EventKind::Put, call.m_object, m_traced.nextUnderProtection(), call.m_site, Order::Own,
                          m_lastNumber, priority, label);
    else
        gaveUnseen(m_traced, CallSite(nullptr, 0));
    return m_lastNumber;
}

void QueueBase::didGet(Call& call, std::uint64_t number, std::uint32_t priority, std::string_view label) {
    --m_size;
    if (call.m_seen)
        trace::appendText(EventKind::Get, call.m_object, m_traced.nextUnderProtection(), call.m_site, Order::Own,
                          number, priority, label);
    else
        gaveUnseen(m_traced, CallSite(nullptr, 0));
    m_notFull.notify_one();
}

int QueueBase::qsize() const {
    const NativeLock lock(m_native);
    return m_size;
}

int QueueBase::unfinished() const {
    const NativeLock lock(m_native);
    return m_unfinished;
}

void QueueBase::task_done(CallSite site) {
    Call call(*this, schedule::OperationKind::TaskDone, site);
    if (m_unfinished == 0) {
        if (call.m_seen)
            reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
        return;
    }
    if (call.m_seen)
        trace::append(EventKind::TaskDone, call.m_object, m_traced.nextUnderProtection(), call.m_site, Order::Own,
                      static_cast<std::uint64_t>(m_unfinished - 1));
    else
        gaveUnseen(m_traced, site);
    if (--m_unfinished == 0)
        m_allDone.notify_all();
}

void QueueBase::join(CallSite site) {
    Call call(*this, schedule::OperationKind::Drain, site);
    const auto allDone = [this] {
        m_native.assertHeld();
        return m_unfinished == 0;
    };
    (void)await(call, m_allDone, EventKind::DrainWait, true, std::nullopt, allDone);
    if (call.m_seen)
        trace::append(EventKind::DrainEnd, call.m_object, m_traced.nextUnderProtection(), call.m_site);
}

} // namespace braid::sync
