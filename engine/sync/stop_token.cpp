#include "engine/sync/stop_token.h"

namespace braid::sync {

bool StopState::request(CallSite site) {
    if (trace::recording())
        schedule::before(schedule::OperationKind::Set, m_traced, site);
    NativeLock lock(m_mutex);
    if (m_requested)
        return false;
    if (trace::recording()) {
        const ObjectId object = m_traced.id();
        trace::append(EventKind::Signal, object, m_traced.nextUnderProtection(), trace::siteId(site), Order::Own, ~std::uint64_t{0});
    }
    m_requested = true;
    m_native.request_stop();
    m_runner = std::this_thread::get_id();
    while (!m_callbacks.empty()) {
        m_running.splice(m_running.begin(), m_callbacks, m_callbacks.begin());
        const std::function<void()> callback = m_running.front(); // it may be removed while it runs
        lock.unlock();
        callback();
        lock.lock();
        m_over.splice(m_over.end(), m_running);
        m_ran.notify_all();
    }
    return true;
}

StopState::Callbacks::iterator StopState::add(std::function<void()> callback) {
    NativeLock lock(m_mutex);
    if (!m_requested)
        return m_callbacks.insert(m_callbacks.end(), std::move(callback));
    const Callbacks::iterator place = m_over.insert(m_over.end(), std::move(callback));
    lock.unlock();
    (*place)();
    return place;
}

void StopState::remove(Callbacks::iterator callback, CallSite site) {
    NativeLock lock(m_mutex);
    const auto isIn = [callback](Callbacks& list) {
        for (auto at = list.begin(); at != list.end(); ++at)
            if (&*at == &*callback)
                return true;
        return false;
    };
    if (isIn(m_running) && m_runner != std::this_thread::get_id()) {
        const bool seen = trace::recording();
        if (seen)
            reportWait(EventKind::WaitBegin, m_traced, trace::siteId(site));
        schedule::blockUntil(seen ? m_traced.id() : ObjectId{}, {}, lock, m_ran, [&] {
            m_mutex.assertHeld();
            return !isIn(m_running);
        });
        if (seen) {
            waitEnds();
            trace::append(EventKind::WaitEnd, m_traced.id(), m_traced.nextUnderProtection(), trace::siteId(site));
        }
    }
    for (Callbacks* list : {&m_callbacks, &m_over})
        if (isIn(*list)) {
            list->erase(callback);
            return;
        }
    // It runs, and destroys itself: it is forgotten when it is over.
}

} // namespace braid::sync
