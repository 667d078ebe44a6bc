#include "engine/exec/coroutine_cost.h"

#include <chrono>
#include <coroutine>
#include <exception>
#include <utility>
#include <vector>

namespace braid::exec {
namespace {

/// The least a coroutine can be: suspended at first, and taken down by its owner.
class Bare {
public:
    struct promise_type {
        Bare get_return_object() { return Bare(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
    Bare(Bare&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    Bare& operator=(Bare&&) = delete;
    ~Bare() {
        if (m_handle)
            m_handle.destroy();
    }
    void resume() { m_handle.resume(); }

private:
    explicit Bare(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

Bare addOne(long& sum) {
    ++sum;
    co_return;
}

Bare addForEver(long& sum) {
    for (;;) {
        ++sum;
        co_await std::suspend_always{};
    }
}

double microsecondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

CoroutineCost measureCoroutines(int count, int switches) {
    volatile long kept = 0; // so that none of it is left out
    long sum = 0;
    CoroutineCost cost;
    {
        const auto begin = std::chrono::steady_clock::now();
        std::vector<Bare> all;
        all.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            all.push_back(addOne(sum));
        for (Bare& one : all)
            one.resume();
        all.clear();
        cost.start = microsecondsSince(begin) / count;
    }
    Bare counter = addForEver(sum);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < switches / 2; ++i)
        counter.resume(); // into it and back
    cost.change = microsecondsSince(begin) / (switches / 2 * 2);
    kept = sum;
    (void)kept;
    return cost;
}

} // namespace braid::exec
