#pragma once

#include "engine/exec/coroutines/coroutine_lane.h"
#include "engine/sync/label.h"
#include "engine/trace/recording/traced_object.h"

#include <coroutine>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace braid {

/// Thrown by next() and send() when the generator has returned instead of yielding (Python's StopIteration).
struct stop_iteration : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the generator has returned"; }
};

/// What is sent by next(): nothing.
struct nothing {};

namespace exec {

/// The recorded side of a generator: its lane, and the channel on which values go in and out.
class GeneratorTrace {
public:
    explicit GeneratorTrace(std::string name)
        : m_name(std::move(name)), m_channel(trace::ObjectKind::Queue, m_name.empty() ? m_name : m_name + " values") {}

    /// Control goes to the generator, and with it what is sent, where `label` is not null.
    void enter(const std::string* label, CallSite site);
    /// Control goes back to its resumer, and with it what is yielded.
    void leave(const std::string& label, CallSite site);
    /// It returned, or was closed; control goes back.
    void end(bool failed);

private:
    void put(const std::string& label, SiteId site);
    void get(SiteId site);

    std::string m_name;
    trace::TracedObject m_channel;
    CoroutineLane m_lane;
    std::uint64_t m_items = 0;
    std::string m_inTransit; ///< the label of the item that was put and not yet got
};

} // namespace exec

/// A generator as Python's: a function that yields values to its caller, and is sent values in return.
/// A C++20 coroutine inside, on a lane of its own; each value is an item on the arrow to the one who gets it.
///
///     braid::generator<std::string, int> consumer() {
///         std::string answer;
///         for (;;) {
///             const int n = co_yield answer;   // n = yield answer
///             …
///
/// | state               | next()                        | send(value)             | close()          |
/// |---------------------|-------------------------------|-------------------------|------------------|
/// | not begun           | runs to its first yield       | throws std::logic_error | ended            |
/// | suspended at yield  | goes on; nothing is sent      | goes on with the value  | ended, unwound   |
/// | running             | throws std::logic_error       | throws std::logic_error | std::logic_error |
/// | ended               | throws stop_iteration         | throws stop_iteration   | no effect        |
///
/// An exception that leaves the function comes out of next() or send(), once. May move between threads, but only one
/// may use it at a time. Where T is sent, next() sends a default T{}, as Python's next sends None.
template <class T, class Sent = nothing>
class generator {
public:
    struct promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    generator(generator&& other) noexcept = default;
    /// The same under a name for its lane: generator<int> numbers(count(), "numbers").
    generator(generator&& other, std::string name) : generator(std::move(other)) {
        if (m_handle && !m_handle->begun)
            m_handle->name = std::move(name);
    }
    generator& operator=(generator&&) = delete;
    ~generator() {
        if (m_handle && !m_handle->running)
            close();
    }

    /// The next value. Throws stop_iteration where there is none.
    T next(CallSite site = {}) { return resume(Sent{}, nullptr, site); }
    /// Makes the present co_yield return `value`; the next value.
    T send(Sent value, CallSite site = {}) {
        if (m_handle && !m_handle->begun)
            throw std::logic_error("cannot send a value to a generator that has not begun");
        const std::string label = trace::recording() ? sync::labelOf(value) : std::string();
        return resume(std::move(value), &label, site);
    }
    /// Ends it where it stands; its local objects are destroyed.
    void close() {
        if (!m_handle)
            return;
        promise_type& promise = *m_handle;
        if (promise.running)
            throw std::logic_error("a generator cannot close itself");
        if (!promise.over && promise.begun) {
            // Its destructors still belong to its own lane.
            promise.trace->enter(nullptr, CallSite(nullptr, 0));
            const std::unique_ptr<exec::GeneratorTrace> recorded = std::move(promise.trace);
            m_handle.reset();
            recorded->end(false);
            return;
        }
        m_handle.reset();
    }
    /// It has returned.
    [[nodiscard]] bool done() const { return !m_handle || m_handle->over; }

    /// for (T value : generator)
    class iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;
        explicit iterator(generator* of = nullptr) : m_of(of) { ++*this; }
        const T& operator*() const { return *m_value; }
        iterator& operator++() {
            try {
                if (m_of != nullptr)
                    m_value = m_of->next(CallSite(nullptr, 0));
            } catch (const stop_iteration&) {
                m_of = nullptr;
            }
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const iterator& i, std::default_sentinel_t) { return i.m_of == nullptr; }

    private:
        generator* m_of;
        std::optional<T> m_value;
    };
    iterator begin() { return iterator(this); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

    struct promise_type {
        std::string name;
        std::unique_ptr<exec::GeneratorTrace> trace; ///< from the first next() on
        std::optional<T> yielded;
        std::optional<Sent> sent;
        std::exception_ptr error;
        bool begun = false;
        bool running = false;
        bool over = false;

        generator get_return_object() { return generator(Handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept {
            over = true;
            trace->end(error != nullptr);
            return {};
        }
        void return_void() {}
        void unhandled_exception() { error = std::current_exception(); }

        struct Yield {
            promise_type& promise;
            std::string label;
            CallSite site;
            [[nodiscard]] bool await_ready() const noexcept { return false; }
            void await_suspend(Handle) { promise.trace->leave(label, site); }
            Sent await_resume() { return std::move(*promise.sent); }
        };
        Yield yield_value(T value, CallSite site = {}) {
            std::string label = braid::trace::recording() ? sync::labelOf(value) : std::string();
            yielded = std::move(value);
            return Yield{*this, std::move(label), site};
        }
    };

private:
    /// Owns the coroutine.
    class Owned {
    public:
        explicit Owned(Handle handle) : m_handle(handle) {}
        Owned(Owned&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
        ~Owned() { reset(); }
        void reset() {
            if (const Handle handle = std::exchange(m_handle, nullptr))
                handle.destroy();
        }
        explicit operator bool() const { return m_handle != nullptr; }
        promise_type* operator->() const { return &m_handle.promise(); }
        promise_type& operator*() const { return m_handle.promise(); }
        void resume() const { m_handle.resume(); }

    private:
        Handle m_handle;
    };

    explicit generator(Handle handle) : m_handle(handle) {}

    T resume(Sent value, const std::string* label, CallSite site) {
        if (done())
            throw stop_iteration();
        promise_type& promise = *m_handle;
        if (promise.running)
            throw std::logic_error("the generator runs already");
        if (!promise.begun)
            promise.trace = std::make_unique<exec::GeneratorTrace>(promise.name);
        promise.begun = promise.running = true;
        promise.sent = std::move(value);
        promise.yielded.reset();
        promise.trace->enter(label, site);
        m_handle.resume();
        promise.running = false;
        if (promise.error)
            std::rethrow_exception(std::exchange(promise.error, nullptr));
        if (promise.over)
            throw stop_iteration();
        return std::move(*promise.yielded);
    }

    Owned m_handle;
};

} // namespace braid
