#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace braid {

template <class T>
class task;

namespace exec {

/// What all tasks share: the awaiting coroutine goes on when it is over.
class TaskPromiseBase {
public:
    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::exception_ptr error;

    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
        struct GoOn {
            [[nodiscard]] bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<>) const noexcept { return next; }
            void await_resume() const noexcept {}
            std::coroutine_handle<> next;
        };
        return GoOn{continuation};
    }
    void unhandled_exception() { error = std::current_exception(); }
};

template <class T>
class TaskPromise : public TaskPromiseBase {
public:
    task<T> get_return_object();
    template <class U>
    void return_value(U&& result) {
        value.emplace(std::forward<U>(result));
    }
    T take() {
        if (error)
            std::rethrow_exception(error);
        return std::move(*value);
    }
    std::optional<T> value;
};

template <>
class TaskPromise<void> : public TaskPromiseBase {
public:
    task<void> get_return_object();
    void return_void() {}
    void take() const {
        if (error)
            std::rethrow_exception(error);
    }
};

} // namespace exec

/// A lazy coroutine, as Python's async def: nothing happens until it is awaited or given to an event loop. Awaiting it
/// runs it as part of the one who awaits, on the same lane; event_loop::create_task gives it a lane of its own.
/// What it returns or throws comes out of the co_await, once. Owns its frame; destroying it while it is suspended
/// destroys its local objects. Not thread-safe.
template <class T = void>
class [[nodiscard]] task {
public:
    using promise_type = exec::TaskPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    explicit task(Handle handle) : m_handle(handle) {}
    task(task&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    task& operator=(task&& other) noexcept {
        if (this != &other) {
            reset();
            m_handle = std::exchange(other.m_handle, nullptr);
        }
        return *this;
    }
    ~task() { reset(); }

    /// Destroys the coroutine where it stands.
    void reset() {
        if (const Handle handle = std::exchange(m_handle, nullptr))
            handle.destroy();
    }
    /// The coroutine; owned by this.
    [[nodiscard]] Handle handle() const { return m_handle; }

    [[nodiscard]] bool await_ready() const noexcept { return m_handle.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
        m_handle.promise().continuation = awaiting;
        return m_handle;
    }
    T await_resume() { return m_handle.promise().take(); }

private:
    Handle m_handle;
};

template <class T>
task<T> exec::TaskPromise<T>::get_return_object() {
    return task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}
inline task<void> exec::TaskPromise<void>::get_return_object() {
    return task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

} // namespace braid
