#pragma once

#include "engine/exec/coroutines/coroutine_lane.h"
#include "engine/exec/coroutines/task.h"
#include "engine/exec/coroutines/waiting_list.h"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace braid {

class event_loop;

namespace asyncio {

/// Thrown at the await of a task that was cancelled (asyncio.CancelledError).
struct cancelled_error : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the task was cancelled"; }
};

} // namespace asyncio

namespace exec {

/// A task in an event loop: its coroutine, its lane, and what it waits for at the moment. Used by the loop's thread only.
///
/// Invariant: m_waiting says where it is entered (timers, descriptors, another task's joiners); the waker takes it
/// out there.
class LoopTask : public Waiter {
public:
    LoopTask(event_loop& loop, std::coroutine_handle<> top) : m_loop(loop), m_resumePoint(top) {}
    virtual ~LoopTask();

    void takeTurn() final;
    [[nodiscard]] const CoroutineLane* coroutine() const final { return &m_lane; }
    /// The await it is in throws cancelled_error, or, where it runs, its next one, without a wait. One that has not begun
    /// never does.
    void cancel();
    [[nodiscard]] bool done() const { return m_done; }
    [[nodiscard]] LaneId lane() const { return m_lane.id(); }

    /// The task that runs on this thread. Throws std::logic_error where no loop runs, to which it could come back.
    static LoopTask& current();

    // For awaiters, by the running task; each one ends the turn.
    /// Goes on in the next round.
    void yield(std::coroutine_handle<> here, SiteId site);
    void sleep(std::coroutine_handle<> here, std::chrono::nanoseconds duration, SiteId site);
    void awaitDescriptor(std::coroutine_handle<> here, int fd, std::uint32_t what, std::string_view called,
                         ObjectId object, SiteId site);
    /// Until `other` is over.
    void join(std::coroutine_handle<> here, LoopTask& other, SiteId site);
    /// Until wake() is called. `place` is set to nullptr if it is cancelled before.
    void awaitWake(std::coroutine_handle<> here, Waiter*& place, ObjectId object, SiteId site);
    /// Until it is woken, with a place in `list`. False where it does not wait, since it was cancelled.
    bool awaitIn(std::coroutine_handle<> here, WaitingList& list, WaitingPlace& place, const WaitEvent& event, CallSite site);
    void wake() final;
    /// To be called when an await goes on.
    void throwIfCancelled();
    /// The same for who tidies up before it throws: true where it has to.
    [[nodiscard]] bool takeCancelled() { return std::exchange(m_toThrow, false); }

    [[nodiscard]] event_loop& loop() const { return m_loop; }

protected:
    /// Keeps the result or the exception and destroys the coroutine. True where it failed.
    virtual bool keepResult() = 0;
    [[nodiscard]] virtual bool over() const = 0;
    virtual void destroy() = 0;
    std::exception_ptr m_error;

private:
    friend class braid::event_loop;
    enum class Waiting : std::uint8_t {
        Nothing,
        Timer,
        Descriptor,
        Other,
        Wake
    };

    void suspend(std::coroutine_handle<> here, ObjectId object, std::chrono::nanoseconds limit, SiteId site);
    /// It has cancelled itself: it does not wait, and hears of it in its next turn.
    [[nodiscard]] bool doesNotWait(std::coroutine_handle<> here, SiteId site);
    void stopWaiting();
    void finish(bool ran);

    event_loop& m_loop;
    CoroutineLane m_lane;
    bool m_begun = false, m_done = false;
    bool m_cancelled = false; ///< was asked to stop
    bool m_toThrow = false;   ///< and has not heard of it yet
    Waiting m_waiting = Waiting::Nothing;
    SiteId m_site; ///< where it suspended itself
    std::coroutine_handle<> m_resumePoint;
    LoopCore::TimerKey m_timer{};
    int m_fd = -1;
    std::uint32_t m_what = 0;
    LoopTask* m_joined = nullptr; ///< whose joiners it is among
    Waiter** m_place = nullptr;
    LoopTask* m_joiners = nullptr; ///< who waits for it, linked by m_nextJoiner
    LoopTask* m_nextJoiner = nullptr;
    LoopTask* m_previous = nullptr; ///< among the loop's living tasks
    LoopTask* m_next = nullptr;
    std::shared_ptr<LoopTask> m_self; ///< while it lives in the loop
};

/// co_await: the running task waits in `list` until it is woken or cancelled. The result: it was cancelled, and the caller throws
/// cancelled_error when it has tidied up.
class ListWait {
public:
    ListWait(WaitingList& list, WaitingPlace& place, WaitEvent event, CallSite site)
        : m_list(list), m_place(place), m_event(event), m_site(site) {}

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> here) { m_waited = LoopTask::current().awaitIn(here, m_list, m_place, m_event, m_site); }
    [[nodiscard]] bool await_resume() { return LoopTask::current().takeCancelled(); }
    /// Unless it was cancelled before.
    [[nodiscard]] bool waited() const { return m_waited; }

private:
    WaitingList& m_list;
    WaitingPlace& m_place;
    WaitEvent m_event;
    CallSite m_site;
    bool m_waited = false;
};

template <class T>
class LoopTaskOf final : public LoopTask {
public:
    LoopTaskOf(event_loop& loop, task<T> body) : LoopTask(loop, body.handle()), m_body(std::move(body)) {}
    /// Requires done(). Throws what the task threw. A value that cannot be copied is there once.
    T result() {
        if (m_error)
            std::rethrow_exception(m_error);
        if constexpr (!std::is_void_v<T>) {
            if constexpr (std::is_copy_constructible_v<T>)
                return *m_result;
            else
                return std::move(*m_result);
        }
    }

private:
    bool keepResult() override {
        try {
            if constexpr (std::is_void_v<T>)
                m_body.handle().promise().take();
            else
                m_result.emplace(m_body.handle().promise().take());
        } catch (...) {
            m_error = std::current_exception();
        }
        m_body.reset();
        return m_error != nullptr;
    }
    [[nodiscard]] bool over() const override { return m_body.handle().done(); }
    void destroy() override { m_body.reset(); }

    task<T> m_body;
    [[no_unique_address]] std::conditional_t<std::is_void_v<T>, std::monostate, std::optional<T>> m_result;
};

} // namespace exec
} // namespace braid
