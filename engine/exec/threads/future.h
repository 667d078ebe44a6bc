#pragma once

#include "engine/exec/threads/completion.h"
#include "engine/exec/threads/thread.h"

#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace braid {

class thread_pool;
template <class R>
class promise;

namespace exec {

/// A result that one lane brings and others wait for.
template <class R>
struct Outcome {
    using Value = std::conditional_t<std::is_void_v<R>, bool, R>;
    std::exception_ptr error;
    std::optional<Value> value;

    /// Calls `function` for it.
    template <class F, class... Args>
    void call(F& function, Args&&... args) {
        try {
            if constexpr (std::is_void_v<R>) {
                function(std::forward<Args>(args)...);
                value = true;
            } else {
                value.emplace(function(std::forward<Args>(args)...));
            }
        } catch (...) {
            error = std::current_exception();
        }
    }
    /// Throws the error. A value that cannot be copied is there once.
    R get() {
        if (error)
            std::rethrow_exception(error);
        if constexpr (!std::is_void_v<R>) {
            if constexpr (std::is_copy_constructible_v<R>)
                return *value;
            else
                return std::move(*value);
        }
    }
};

template <class R>
struct FutureState : Outcome<R> {
    explicit FutureState(std::string name, Completion::Source source = Completion::Source()) : completion(std::move(name), source) {}
    Completion completion;
};

} // namespace exec

/// What another lane will have worked out: what a thread_pool or a promise gives (Python's concurrent.futures.Future,
/// std::shared_future). Copies are the same one. In the trace it is an event, from the first time that a lane has to wait for it.
/// Thread-safe. One without a state, default constructed, can only be assigned to.
template <class R>
class future {
public:
    future() = default;
    [[nodiscard]] bool valid() const { return m_state != nullptr; }
    [[nodiscard]] bool ready() const { return m_state->completion.done(); }
    void wait(CallSite site = {}) const { m_state->completion.wait({}, site); }
    /// False where `limit` was over before.
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {}) const { return m_state->completion.wait(limit, site); }
    /// Waits for it; throws what the task threw, or what the promise was given.
    R get(CallSite site = {}) const {
        wait(site);
        return m_state->get();
    }

private:
    friend class thread_pool;
    friend class promise<R>;
    using State = exec::FutureState<R>;
    explicit future(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    std::shared_ptr<State> m_state;
};
template <class R>
using shared_future = future<R>;

/// std::promise, instrumented: brings the result of its future, once. One that is destroyed without gives it
/// std::future_error, broken_promise. Movable. Used by one lane at a time.
template <class R>
class promise {
public:
    explicit promise(std::string name = {}) : m_state(std::make_shared<State>(std::move(name))) {}
    promise(promise&&) noexcept = default;
    promise& operator=(promise&&) = delete;
    ~promise() {
        if (m_state && !m_satisfied)
            fail(std::make_exception_ptr(std::future_error(std::future_errc::broken_promise)), CallSite(nullptr, 0));
    }

    /// Once, else std::future_error.
    [[nodiscard]] future<R> get_future() {
        if (std::exchange(m_retrieved, true))
            throw std::future_error(std::future_errc::future_already_retrieved);
        return future<R>(m_state);
    }
    template <class V>
    requires(!std::is_void_v<R>) && std::is_convertible_v<V, R> void set_value(V&& value, CallSite site = {}) {
        mustBeOpen();
        m_state->value.emplace(std::forward<V>(value));
        satisfy(site);
    }
    void set_value(CallSite site = {}) requires std::is_void_v<R> {
        mustBeOpen();
        m_state->value = true;
        satisfy(site);
    }
    void set_exception(std::exception_ptr error, CallSite site = {}) {
        mustBeOpen();
        fail(std::move(error), site);
    }

private:
    template <class>
    friend class packaged_task;
    using State = exec::FutureState<R>;
    void mustBeOpen() const {
        if (m_satisfied)
            throw std::future_error(std::future_errc::promise_already_satisfied);
    }
    void fail(std::exception_ptr error, CallSite site) {
        m_state->error = std::move(error);
        satisfy(site);
    }
    void satisfy(CallSite site) {
        m_satisfied = true;
        m_state->completion.complete(site);
    }

    std::shared_ptr<State> m_state;
    bool m_retrieved = false;
    bool m_satisfied = false;
};

template <class>
class packaged_task;

/// std::packaged_task, instrumented: a function whose call brings the result of its future.
template <class R, class... Args>
class packaged_task<R(Args...)> {
public:
    explicit packaged_task(std::function<R(Args...)> function, std::string name = {})
        : m_function(std::move(function)), m_promise(std::move(name)) {}
    [[nodiscard]] future<R> get_future() { return m_promise.get_future(); }
    /// Once, else std::future_error.
    void operator()(Args... args) {
        m_promise.mustBeOpen();
        m_promise.m_state->call(m_function, std::forward<Args>(args)...);
        m_promise.satisfy(CallSite(nullptr, 0));
    }

private:
    std::function<R(Args...)> m_function;
    promise<R> m_promise;
};

enum class launch {
    async,
    deferred
};

/// What async() returns: waits for the thread's end, also in its destructor, as std::async's future does. Movable. Used by one lane
/// at a time.
template <class R>
class async_future {
public:
    async_future(async_future&&) noexcept = default;
    async_future& operator=(async_future&&) = delete;
    ~async_future() {
        if (m_task && m_task->thread)
            m_task->join(m_site);
    }

    /// What is deferred is called here.
    void wait(CallSite site = {}) { m_task->bring(site); }
    /// False where `limit` was over before, and of what is deferred.
    bool wait_for(std::chrono::nanoseconds limit, CallSite site = {}) {
        if (m_task->thread && !m_task->joined)
            m_task->joined = m_task->thread->join_for(limit, site);
        return m_task->joined;
    }
    [[nodiscard]] R get(CallSite site = {}) {
        m_task->bring(site);
        return m_task->outcome.get();
    }

private:
    template <class F>
    friend auto async(launch how, F function, std::string name, CallSite site) -> async_future<std::invoke_result_t<F&>>;
    struct Task {
        exec::Outcome<R> outcome;
        std::function<R()> function;
        std::optional<braid::thread> thread; ///< none where it is deferred
        bool joined = false;
        void join(CallSite site) {
            if (!std::exchange(joined, true))
                thread->join(site);
        }
        void bring(CallSite site) {
            if (thread)
                join(site);
            else if (!std::exchange(joined, true))
                outcome.call(function);
        }
    };
    async_future(std::unique_ptr<Task> task, CallSite site) : m_task(std::move(task)), m_site(site) {}

    std::unique_ptr<Task> m_task;
    CallSite m_site; ///< of the call of async: where the destructor waits is nowhere in the source
};

/// std::async, instrumented: calls `function` in a thread of that name, or, deferred, where the result is asked for.
template <class F>
auto async(launch how, F function, std::string name = "async", CallSite site = {}) -> async_future<std::invoke_result_t<F&>> {
    using R = std::invoke_result_t<F&>;
    auto task = std::make_unique<typename async_future<R>::Task>();
    task->function = std::move(function);
    if (how == launch::async) {
        task->thread.emplace(
            std::move(name), [self = task.get()] { self->outcome.call(self->function); }, thread::options{}, site);
        task->thread->start(site);
    }
    return async_future<R>(std::move(task), site);
}
template <class F>
requires std::is_invocable_v<F&>
auto async(F function, std::string name = "async", CallSite site = {}) {
    return async(launch::async, std::move(function), std::move(name), site);
}

} // namespace braid
