#pragma once

#include "engine/exec/coroutines/loop_task.h"
#include "engine/trace/native_mutex.h"

#include <functional>
#include <string>

namespace braid {

namespace exec {
class Offload;
}

/// A task that was given to an event loop; asyncio's Task. A handle: copies stand for the same task, which lives in the
/// loop and does not end with them. Used by the loop's thread.
template <class T = void>
class task_handle {
public:
    explicit task_handle(std::shared_ptr<exec::LoopTaskOf<T>> state) : m_state(std::move(state)) {}

    [[nodiscard]] bool done() const { return m_state->done(); }
    /// Its next await throws asyncio::cancelled_error.
    void cancel() { m_state->cancel(); }
    /// Requires done(). Throws what the task threw.
    T result() const { return m_state->result(); }
    /// None where nothing was recorded.
    [[nodiscard]] LaneId id() const { return m_state->lane(); }

    /// co_await handle, or handle.join(): waits for the end; the result.
    [[nodiscard]] auto join(CallSite site = {}) const {
        struct Join {
            std::shared_ptr<exec::LoopTaskOf<T>> state;
            CallSite site;
            [[nodiscard]] bool await_ready() const { return state->done(); }
            void await_suspend(std::coroutine_handle<> here, CallSite awaited = {}) { // the place of the co_await
                exec::LoopTask::current().join(here, *state, trace::siteId(site.file != nullptr ? site : awaited));
            }
            T await_resume() {
                exec::LoopTask::current().throwIfCancelled();
                return state->result();
            }
        };
        return Join{m_state, site};
    }
    auto operator co_await() const { return join(CallSite(nullptr, 0)); }

private:
    std::shared_ptr<exec::LoopTaskOf<T>> m_state;
};

/// An event loop after Python's asyncio: one thread, many coroutines, each of which runs until it awaits something. Ready
/// ones take turns in the order in which they became ready; timers, descriptors (epoll) and other threads make them
/// ready. Every task has a lane; the loop is an object, on which it waits when no task is ready.
///
/// Used by one thread, but for call_soon_threadsafe(). Must outlive its handles' use.
class event_loop {
public:
    /// asyncio's slow_callback_duration: who keeps the thread that long while others are ready is a finding.
    static constexpr std::chrono::nanoseconds DefaultSlow = std::chrono::milliseconds(100);

    /// Throws std::system_error where the system gives no descriptors.
    explicit event_loop(std::string name = "event loop", std::chrono::nanoseconds slow = DefaultSlow);
    /// Destroys the tasks that are not done, and waits for the threads of to_thread.
    ~event_loop();
    event_loop(const event_loop&) = delete;
    event_loop& operator=(const event_loop&) = delete;

    /// The one that gives turns on this thread now, or nullptr.
    [[nodiscard]] static event_loop* running();

    /// The task's first turn is in the next round. Without a name it is called "task 1", "task 2", …
    template <class T>
    task_handle<T> create_task(task<T> body, std::string_view name = {}, CallSite site = {}) {
        auto state = std::make_shared<exec::LoopTaskOf<T>>(*this, std::move(body));
        admit(state, name, site);
        return task_handle<T>(std::move(state));
    }
    /// Runs all there is until `body` is done; its result. Throws what it threw, and std::logic_error inside of a loop.
    template <class T>
    T run_until_complete(task<T> body, std::string_view name = "main task", CallSite site = {}) {
        const task_handle<T> handle = create_task(std::move(body), name, site);
        run([&handle] { return handle.done(); });
        return handle.result();
    }

    /// Runs until no task is left.
    void run() {
        run([this] { return m_living == 0; });
    }

    /// `callback` in the next round, as a task stretch on the thread's own lane called `label`. An exception that leaves
    /// it leaves run_until_complete().
    void call_soon(std::function<void()> callback, std::string_view label = "callback");
    void call_later(std::chrono::nanoseconds delay, std::function<void()> callback, std::string_view label = "callback");
    /// The same from any thread; wakes the loop.
    void call_soon_threadsafe(std::function<void()> callback, std::string_view label = "callback");

    /// Tasks that are not done.
    [[nodiscard]] std::size_t living() const { return m_living; }
    [[nodiscard]] exec::LoopCore& core() { return m_core; }

private:
    friend class exec::LoopTask;
    friend class exec::Offload;
    class Callback;

    void admit(std::shared_ptr<exec::LoopTask> state, std::string_view name, CallSite site);
    void unlink(exec::LoopTask& task);
    void run(const std::function<bool()>& finished);

    exec::LoopCore m_core;
    exec::LoopTask* m_current = nullptr; ///< whose turn it is
    exec::LoopTask* m_tasks = nullptr;   ///< the living ones, linked by m_next
    std::size_t m_living = 0;
    std::size_t m_offloads = 0; ///< threads whose end it has not heard of
    std::uint64_t m_named = 0;
    std::uint64_t m_calls = 0;
    std::exception_ptr m_callbackError;
    NativeMutex m_callbacksMutex;
    std::vector<std::unique_ptr<Callback>> m_callbacks BRAID_GUARDED_BY(m_callbacksMutex); ///< those to come
};

} // namespace braid
