#pragma once

#include "engine/exec/threads/future.h"
#include "engine/sync/queue.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/traced_object.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace braid {

/// Threads that work off tasks (Python's concurrent.futures.ThreadPoolExecutor), instrumented: each task is a stretch on its worker's
/// lane, what waits is the depth of the queue "tasks of <name>". Thread-safe.
///
/// | state     | submit  | shutdown()                                   |
/// |-----------|---------|----------------------------------------------|
/// | open      | queued  | works off what is queued, ends the threads   |
/// | shut down | throws std::logic_error | returns                          |
class thread_pool {
public:
    /// Requires workers ≥ 1. Throws std::system_error where the system gives no further thread.
    explicit thread_pool(int workers, std::string name = "Pool", CallSite site = {});
    /// As shutdown().
    ~thread_pool();
    thread_pool(const thread_pool&) = delete;
    thread_pool& operator=(const thread_pool&) = delete;

    /// Runs `function` on one of the threads. Without a label it is called "task 7".
    template <class F>
    auto submit(F function, std::string label = {}, CallSite site = {}) -> future<std::invoke_result_t<F>> {
        using R = std::invoke_result_t<F>;
        const std::uint64_t number = m_numbers.fetch_add(1) + 1;
        if (label.empty())
            label = "task " + std::to_string(number);
        const exec::Completion::Source source{trace::recording() ? m_traced.id() : ObjectId{}, number};
        future<R> result(std::make_shared<exec::FutureState<R>>("result of " + label, source));
        put({[state = result.m_state, function = std::move(function)]() mutable {
                 state->call(function);
                 return state->error == nullptr;
             },
             [state = result.m_state] { state->completion.complete(); }, number, label},
            site);
        return result;
    }
    void shutdown(CallSite site = {});
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    struct Task {
        std::function<bool()> run; ///< false where it threw; empty: the worker ends
        std::function<void()> done;
        std::uint64_t number = 0;
        std::string label;
    };
    void put(Task task, CallSite site);
    void work();
    /// Held while items are put, which passes the scheduling point: so those who come meanwhile wait as for anything else.
    class BRAID_SCOPED_CAPABILITY Held {
    public:
        explicit Held(thread_pool& pool) BRAID_ACQUIRE(pool.m_mutex);
        ~Held() BRAID_RELEASE();
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;

    private:
        thread_pool& m_pool;
    };

    trace::TracedObject m_traced;
    braid::queue<Task> m_tasks;
    std::atomic<std::uint64_t> m_numbers{0};
    NativeMutex m_mutex;
    bool m_open BRAID_GUARDED_BY(m_mutex) = true;
    std::deque<thread> m_workers;
};

} // namespace braid
