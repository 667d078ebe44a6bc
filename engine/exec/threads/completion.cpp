#include "engine/exec/threads/completion.h"

namespace braid::exec {

bool Completion::done() const {
    const NativeLock lock(m_mutex);
    return m_done;
}

bool Completion::wait(const std::optional<std::chrono::nanoseconds>& limit, CallSite site) {
    event* waited = nullptr;
    {
        const NativeLock lock(m_mutex);
        if (m_done)
            return true;
        if (m_event == nullptr) {
            m_event = std::make_unique<event>(m_name);
            if (m_source.pool && trace::recording())
                trace::append(trace::EventKind::ResultOf, m_event->traced().id(), 0, SiteId{}, trace::Order::Own, m_source.task,
                              m_source.pool.value);
        }
        waited = m_event.get();
    }
    if (limit)
        return waited->wait_for(*limit, site);
    waited->wait(site);
    return true;
}

void Completion::complete(CallSite site) {
    event* waitedFor = nullptr;
    {
        const NativeLock lock(m_mutex);
        m_done = true;
        waitedFor = m_event.get();
    }
    if (waitedFor != nullptr)
        waitedFor->set(site);
}

} // namespace braid::exec
