#pragma once

#include "engine/exec/coroutines/asyncio_queue.h"
#include "engine/exec/coroutines/asyncio_sync.h"
#include "engine/exec/coroutines/event_loop.h"
#include "engine/exec/threads/thread.h"

/// What coroutines in an event_loop await, by asyncio's names: co_await asyncio::sleep(1s). All of it only inside of a
/// running loop, else std::logic_error. Everything that awaits throws cancelled_error where the task is cancelled.
namespace braid::asyncio {

/// Gives the thread away for `duration`; 0: only its turn.
[[nodiscard]] inline auto sleep(std::chrono::nanoseconds duration, CallSite site = {}) {
    struct Sleep {
        std::chrono::nanoseconds duration;
        CallSite site;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> here) {
            exec::LoopTask::current().sleep(here, duration, trace::recording() ? trace::siteId(site) : SiteId{});
        }
        void await_resume() { exec::LoopTask::current().throwIfCancelled(); }
    };
    return Sleep{duration, site};
}

/// Until `fd` is ready for `what` (trace::ReadyToRead, ReadyToWrite). `object`: what it is in the trace, if anything.
[[nodiscard]] inline auto ready(int fd, std::uint32_t what, std::string called = {}, ObjectId object = {},
                                CallSite site = {}) {
    struct Ready {
        int fd;
        std::uint32_t what;
        std::string called;
        ObjectId object;
        CallSite site;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> here) {
            exec::LoopTask::current().awaitDescriptor(here, fd, what, called, object,
                                                      trace::recording() ? trace::siteId(site) : SiteId{});
        }
        void await_resume() { exec::LoopTask::current().throwIfCancelled(); }
    };
    return Ready{fd, what, std::move(called), object, site};
}

/// A task of the running loop.
template <class T>
task_handle<T> create_task(task<T> body, std::string_view name = {}, CallSite site = {}) {
    return exec::LoopTask::current().loop().create_task(std::move(body), name, site);
}

/// Waits for all of them, in whatever order they are done. The results, in the order of `tasks`. The exception of the
/// first one in that order that failed.
template <class T>
task<std::vector<T>> gather(std::vector<task_handle<T>> tasks, CallSite site = {}) {
    std::vector<T> results;
    results.reserve(tasks.size());
    for (const auto& one : tasks)
        results.push_back(co_await one.join(site));
    co_return results;
}
inline task<void> gather(std::vector<task_handle<void>> tasks, CallSite site = {}) {
    for (const auto& one : tasks)
        co_await one.join(site);
}

/// Runs `body` and all it creates in a loop of its own; its result.
template <class T>
T run(task<T> body, std::string_view name = "main task", CallSite site = {}) {
    event_loop loop;
    return loop.run_until_complete(std::move(body), name, site);
}

/// A result that is set later. A task that awaits it waits for an object that the picture names. Not copyable. Used by the
/// loop's thread.
template <class T>
class future {
public:
    explicit future(std::string name = {}) : m_traced(trace::ObjectKind::Event, std::move(name)) {}

    /// Throws std::logic_error where there is one already.
    void set_result(T value, CallSite site = {}) {
        if (m_value)
            throw std::logic_error("the future has a result already");
        m_value.emplace(std::move(value));
        if (trace::recording()) {
            const ObjectId object = m_traced.id();
            trace::append(trace::EventKind::Signal, object, m_traced.nextUnderProtection(), trace::siteId(site),
                          trace::Order::Own, ~std::uint64_t{0});
        }
        m_waiting.wakeAll();
    }
    [[nodiscard]] bool done() const { return m_value.has_value(); }

    /// co_await future.get()
    [[nodiscard]] auto get(CallSite site = {}) {
        struct Get {
            future& of;
            CallSite site;
            exec::WaitingPlace place{};
            [[nodiscard]] bool await_ready() const { return of.done(); }
            void await_suspend(std::coroutine_handle<> here) {
                exec::LoopTask::current().awaitIn(here, of.m_waiting, place, {trace::EventKind::None, of.m_traced}, site);
            }
            T await_resume() {
                exec::LoopTask::current().throwIfCancelled();
                return *of.m_value;
            }
        };
        return Get{*this, site};
    }

private:
    trace::TracedObject m_traced;
    std::optional<T> m_value;
    exec::WaitingList m_waiting;
};

} // namespace braid::asyncio

namespace braid::exec {

/// A function on its way through a thread: started by the loop, done by the thread, its end told to the loop again.
class Offload final : public Runnable {
public:
    Offload(std::string name, std::function<void()> function) : m_name(std::move(name)), m_function(std::move(function)) {}
    virtual ~Offload() = default;

    void start(LoopTask& waiter, std::coroutine_handle<> here, const std::shared_ptr<Offload>& self, CallSite site);
    void takeTurn() override;
    /// What the function threw.
    void rethrow() const {
        if (m_error)
            std::rethrow_exception(m_error);
    }

private:
    std::string m_name;
    std::function<void()> m_function;
    std::exception_ptr m_error;
    event_loop* m_loop = nullptr;
    Waiter* m_waiter = nullptr;      ///< nullptr = cancelled
    std::shared_ptr<Offload> m_self; ///< until the loop has heard of its end
};

} // namespace braid::exec

namespace braid::asyncio {

/// Runs `function` in a thread of its own, so that one that blocks does not hold up the loop; its result (Python's
/// asyncio.to_thread). If the task is cancelled the thread still runs to its end.
template <class Function>
auto to_thread(Function function, std::string name = "to_thread", CallSite site = {})
    -> task<std::invoke_result_t<Function&>> {
    using Result = std::invoke_result_t<Function&>;
    struct Ended {
        std::shared_ptr<exec::Offload> offload;
        CallSite site;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> here) {
            offload->start(exec::LoopTask::current(), here, offload, site);
        }
        void await_resume() {
            exec::LoopTask::current().throwIfCancelled();
            offload->rethrow();
        }
    };
    if constexpr (std::is_void_v<Result>) {
        Ended ended{std::make_shared<exec::Offload>(std::move(name), std::move(function)), site};
        co_await ended;
    } else {
        const auto result = std::make_shared<std::optional<Result>>();
        Ended ended{std::make_shared<exec::Offload>(
                        std::move(name), [result, function = std::move(function)]() mutable { result->emplace(function()); }),
                    site};
        co_await ended;
        co_return std::move(**result);
    }
}

} // namespace braid::asyncio
