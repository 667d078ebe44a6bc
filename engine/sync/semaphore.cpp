#include "engine/sync/semaphore.h"

#include "engine/schedule/native_wait.h"

namespace braid {

using namespace sync;
namespace native = schedule::native;

semaphore::semaphore(ObjectKind kind, int permits, std::string name) : m_traced(kind, std::move(name), permits) {
    sem_init(&m_native, 0, static_cast<unsigned>(permits));
}

void semaphore::took(SiteId where) { trace::append(EventKind::Acquired, m_traced.id(), m_traced.next(), where); }

void semaphore::acquire(CallSite site) {
    if (!trace::recording()) {
        schedule::blockOutside([this] { native::take(m_native); });
        return;
    }
    schedule::before(schedule::OperationKind::Acquire, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (sem_trywait(&m_native) != 0) {
        reportWait(EventKind::AcquireWait, m_traced, where);
        schedule::blockUntil(
            m_traced, {}, [this] { return sem_trywait(&m_native) == 0; }, [this] { native::take(m_native); });
        waitEnds();
    }
    took(where);
}

bool semaphore::try_acquire_for(std::chrono::nanoseconds limit, CallSite site) {
    if (!trace::recording())
        return sem_trywait(&m_native) == 0 ||
               (limit.count() > 0 && schedule::blockOutside([&] { return native::takeWithin(m_native, limit); }));
    schedule::before(limit.count() > 0 ? schedule::OperationKind::Acquire : schedule::OperationKind::TryAcquire, m_traced, site);
    const SiteId where = trace::siteId(site);
    if (sem_trywait(&m_native) != 0) {
        if (limit.count() <= 0) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::WouldBlock);
            return false;
        }
        reportWait(EventKind::AcquireWait, m_traced, where, limit);
        const bool taken = schedule::blockUntil(
            m_traced, limit, [this] { return sem_trywait(&m_native) == 0; },
            [&] { return native::takeWithin(m_native, limit); });
        waitEnds();
        if (!taken) {
            reportFailure(EventKind::AcquireFailed, m_traced, where, Failure::TimedOut);
            return false;
        }
    }
    took(where);
    return true;
}

void semaphore::release(int count, CallSite site) {
    if (trace::recording()) {
        schedule::before(schedule::OperationKind::Release, m_traced, site);
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Released, object, m_traced.next(), trace::siteId(site), Order::Own,
                      static_cast<std::uint64_t>(count));
    } else {
        gaveUnseen(m_traced, site);
    }
    for (int i = 0; i < count; ++i)
        sem_post(&m_native);
}

bool bounded_semaphore::release(int count, CallSite site) {
    int out = m_out.load();
    do {
        if (out < count) {
            if (trace::recording())
                reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
            return false;
        }
    } while (!m_out.compare_exchange_weak(out, out - count));
    semaphore::release(count, site);
    return true;
}

} // namespace braid
