#include "engine/exec/coroutines/event_loop.h"

#include <algorithm>
#include <cstdio>

namespace braid {

using exec::LoopTask;
using trace::EventKind;
using trace::Order;

namespace {

thread_local event_loop* t_running = nullptr;

/// Makes `loop` the running one while it lives.
class Running {
public:
    explicit Running(event_loop& loop) : m_before(t_running) { t_running = &loop; }
    ~Running() { t_running = m_before; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    event_loop* m_before;
};

} // namespace

/// A function to be called in a round. It has no lane: it runs on the thread's.
class event_loop::Callback final : public exec::Runnable {
public:
    Callback(event_loop& loop, std::function<void()> function, std::string_view label)
        : m_loop(loop), m_function(std::move(function)), m_label(label) {}
    virtual ~Callback() = default;

    void takeTurn() override {
        std::unique_ptr<Callback> self;
        {
            const NativeLock lock(m_loop.m_callbacksMutex);
            const auto entry = std::find_if(m_loop.m_callbacks.begin(), m_loop.m_callbacks.end(),
                                            [this](const auto& callback) { return callback.get() == this; });
            self = std::move(*entry);
            m_loop.m_callbacks.erase(entry);
        }
        const ObjectId object = m_loop.m_core.id();
        const std::uint64_t number = ++m_loop.m_calls;
        if (object)
            trace::appendText(EventKind::TaskBegin, object, 0, SiteId{}, Order::Own, number, 0, m_label);
        bool failed = false;
        try {
            m_function();
        } catch (...) {
            failed = true;
            m_loop.m_callbackError = std::current_exception();
        }
        if (object)
            trace::append(EventKind::TaskEnd, object, 0, SiteId{}, Order::Own, number, failed ? 1 : 0);
    }

private:
    event_loop& m_loop;
    std::function<void()> m_function;
    std::string m_label;
};

event_loop::event_loop(std::string name, std::chrono::nanoseconds slow) : m_core(std::move(name), slow) {}

event_loop::~event_loop() {
    // Each one unwinds on its own lane. Destructors may end the wait of others, or cancel them.
    while (LoopTask* task = m_tasks) {
        const std::shared_ptr<LoopTask> self = std::move(task->m_self);
        task->stopWaiting();
        m_core.forget(*task);
        task->m_lane.enter(task->m_site);
        task->m_done = true;
        task->destroy();
        task->m_lane.end(false);
        task->m_lane.leave();
        unlink(*task);
    }
    {
        const NativeLock lock(m_callbacksMutex);
        for (const auto& callback : m_callbacks)
            m_core.forget(*callback);
        m_callbacks.clear();
        m_core.cancelAll();
    }
    while (m_offloads > 0)
        m_core.round();
}

event_loop* event_loop::running() { return t_running; }

void event_loop::admit(std::shared_ptr<LoopTask> state, std::string_view name, CallSite site) {
    LoopTask& task = *state;
    ++m_named;
    if (const ObjectId loop = m_core.id()) {
        if (name.empty()) {
            char generated[32];
            const int length = std::snprintf(generated, sizeof generated, "task %llu", static_cast<unsigned long long>(m_named));
            task.m_lane.start({generated, static_cast<std::size_t>(length)}, site, loop);
        } else {
            task.m_lane.start(name, site, loop);
        }
        task.m_site = trace::siteId(site);
    }
    task.m_next = m_tasks;
    if (m_tasks != nullptr)
        m_tasks->m_previous = &task;
    m_tasks = &task;
    ++m_living;
    task.m_self = std::move(state);
    m_core.makeReady(task);
}

void event_loop::unlink(LoopTask& task) {
    (task.m_previous != nullptr ? task.m_previous->m_next : m_tasks) = task.m_next;
    if (task.m_next != nullptr)
        task.m_next->m_previous = task.m_previous;
    task.m_previous = task.m_next = nullptr;
    --m_living;
}

void event_loop::run(const std::function<bool()>& finished) {
    if (t_running != nullptr)
        throw std::logic_error("an event loop runs on this thread already");
    const Running running(*this);
    while (!finished()) {
        m_core.round();
        if (m_callbackError)
            std::rethrow_exception(std::exchange(m_callbackError, nullptr));
    }
}

void event_loop::call_soon(std::function<void()> callback, std::string_view label) {
    auto entry = std::make_unique<Callback>(*this, std::move(callback), label);
    m_core.makeReady(*entry);
    const NativeLock lock(m_callbacksMutex);
    m_callbacks.push_back(std::move(entry));
}

void event_loop::call_later(std::chrono::nanoseconds delay, std::function<void()> callback, std::string_view label) {
    auto entry = std::make_unique<Callback>(*this, std::move(callback), label);
    m_core.makeReadyAfter(exec::LoopCore::stretched(delay), *entry);
    const NativeLock lock(m_callbacksMutex);
    m_callbacks.push_back(std::move(entry));
}

void event_loop::call_soon_threadsafe(std::function<void()> callback, std::string_view label) {
    auto entry = std::make_unique<Callback>(*this, std::move(callback), label);
    Callback& posted = *entry;
    {
        const NativeLock lock(m_callbacksMutex);
        m_callbacks.push_back(std::move(entry));
    }
    m_core.post(posted);
}

} // namespace braid
