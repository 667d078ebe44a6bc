#include "engine/ipc/process_semaphore.h"

#include "engine/schedule/native_wait.h"
#include "engine/schedule/wait.h"

namespace braid {

using namespace sync;
namespace native = schedule::native;

process_semaphore::process_semaphore(ObjectKind kind, int permits, std::string name)
    : m_shared(permits), m_traced(kind, std::move(name), permits) {}

void process_semaphore::took(SiteId where) {
    ++m_shared->out;
    if (trace::recording())
        trace::append(EventKind::Acquired, m_traced.id(), m_traced.next(), where);
}

void process_semaphore::acquire(CallSite site) {
    sem_t& permits = m_shared->native;
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Acquire, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    if (sem_trywait(&permits) != 0) {
        if (seen)
            reportWait(EventKind::AcquireWait, m_traced, where);
        schedule::blockOutside([&permits] { native::take(permits); });
        waitEnds();
    }
    took(where);
}

bool process_semaphore::try_acquire_for(std::chrono::nanoseconds limit, CallSite site) {
    sem_t& permits = m_shared->native;
    const bool seen = trace::recording();
    const bool waits = limit.count() > 0;
    if (seen)
        schedule::before(waits ? schedule::OperationKind::Acquire : schedule::OperationKind::TryAcquire, m_traced, site);
    const SiteId where = seen ? trace::siteId(site) : SiteId{};
    bool taken = sem_trywait(&permits) == 0;
    if (!taken && waits) {
        if (seen)
            reportWait(EventKind::AcquireWait, m_traced, where, limit);
        taken = schedule::blockOutside([&] { return native::takeWithin(permits, limit); });
        waitEnds();
    }
    if (taken)
        took(where);
    else if (seen)
        reportFailure(EventKind::AcquireFailed, m_traced, where, waits ? Failure::TimedOut : Failure::WouldBlock);
    return taken;
}

void process_semaphore::release(int count, CallSite site) {
    if (trace::recording()) {
        schedule::before(schedule::OperationKind::Release, m_traced, site);
        trace::append(EventKind::Released, m_traced.id(), m_traced.next(), trace::siteId(site), Order::Own,
                      static_cast<std::uint64_t>(count));
    } else {
        gaveUnseen(m_traced, site);
    }
    for (int i = 0; i < count; ++i)
        sem_post(&m_shared->native);
}

bool process_bounded_semaphore::release(int count, CallSite site) {
    int out = m_shared->out.load();
    do {
        if (out < count) {
            if (trace::recording())
                reportMisuse(m_traced, Misuse::ReleaseOverBound, site);
            return false;
        }
    } while (!m_shared->out.compare_exchange_weak(out, out - count));
    process_semaphore::release(count, site);
    return true;
}

} // namespace braid
