#include "engine/exec/threads/thread_pool.h"

#include "engine/schedule/wait.h"

#include <stdexcept>

namespace braid {

using trace::EventKind;
using trace::Order;

thread_pool::thread_pool(int workers, std::string name, CallSite site)
    : m_traced(trace::ObjectKind::Pool, name, workers), m_tasks(0, "tasks of " + name) {
    for (int i = 1; i <= workers; ++i)
        m_workers.emplace_back(name + "-" + std::to_string(i), [this] { work(); }).start(site);
}

thread_pool::~thread_pool() { shutdown(CallSite(nullptr, 0)); }

BRAID_UNCHECKED_LOCKING thread_pool::Held::Held(thread_pool& pool) : m_pool(pool) {
    schedule::blockUntil(
        pool.m_traced, {}, [&pool]() BRAID_UNCHECKED_LOCKING { return pool.m_mutex.try_lock(); },
        [&pool]() BRAID_UNCHECKED_LOCKING { pool.m_mutex.lock(); });
}
BRAID_UNCHECKED_LOCKING thread_pool::Held::~Held() { m_pool.m_mutex.unlock(); }

void thread_pool::put(Task task, CallSite site) {
    const Held held(*this);
    if (!m_open)
        throw std::logic_error("the pool " + name() + " is shut down");
    std::string label = task.label;
    m_tasks.put(std::move(task), {.label = std::move(label)}, site);
}

void thread_pool::shutdown(CallSite site) {
    {
        const Held held(*this);
        if (!std::exchange(m_open, false))
            return;
        for (std::size_t i = 0; i < m_workers.size(); ++i)
            m_tasks.put({}, {.label = "the end"}, site);
    }
    for (thread& worker : m_workers)
        worker.join(site);
}

void thread_pool::work() {
    for (;;) {
        Task task = m_tasks.get({}, CallSite(nullptr, 0));
        if (!task.run)
            return;
        const bool seen = trace::recording();
        if (seen) {
            schedule::before(schedule::OperationKind::BeginTask, m_traced, CallSite(nullptr, 0));
            trace::appendText(EventKind::TaskBegin, m_traced.id(), 0, SiteId{}, Order::Own, task.number, 0, task.label);
        }
        const bool good = task.run();
        if (seen)
            trace::append(EventKind::TaskEnd, m_traced.id(), 0, SiteId{}, Order::Own, task.number, good ? 0 : 1);
        task.done(); // after the end of its stretch: its waiter sees it over
    }
}

} // namespace braid
