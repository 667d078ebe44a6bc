#pragma once

#include "engine/exec/coroutines/fiber.h"
#include "engine/exec/coroutines/waiting_list.h"
#include "engine/schedule/wait.h"

#include <list>
#include <memory>

namespace braid {

class hub;
class greenlet;

namespace exec {

/// A fiber that gets its turns from a hub.
class Greenlet final : public Waiter {
public:
    Greenlet(hub& owner, std::function<void()> function) : m_hub(owner), m_fiber(fiber::unnamed{}, std::move(function)) {}
    virtual ~Greenlet() = default;
    void takeTurn() override;
    void wake() override;
    [[nodiscard]] const CoroutineLane* coroutine() const override { return &m_fiber.lane(); }

private:
    friend class braid::hub;
    friend class braid::greenlet;
    enum class Waiting : std::uint8_t {
        Nothing,
        Timer,
        Descriptor,
        Other,
        Wake
    };

    hub& m_hub;
    fiber m_fiber;
    bool m_done = false;
    Waiting m_waiting = Waiting::Nothing;
    SiteId m_site;
    LoopCore::TimerKey m_timer{};
    bool m_timed = false;           ///< a wait to be woken from has a timer as well
    Waiter** m_waitingAs = nullptr; ///< its place in what it waits to be woken from
    int m_fd = -1;
    std::uint32_t m_what = 0;
    std::exception_ptr m_error;
    std::vector<Greenlet*> m_joiners;
    std::list<std::shared_ptr<Greenlet>>::iterator m_place; ///< among the hub's living ones
};

} // namespace exec

/// A fiber that was spawned in a hub; a handle, copies stand for the same one.
class greenlet {
public:
    [[nodiscard]] bool done() const { return m_state->m_done; }
    /// Throws fiber_exit into it: out of the wait it is in, or, where it runs (and kills itself), instead of its next one.
    void kill();
    /// Requires done(). Throws what its function threw.
    void get() const {
        if (m_state->m_error)
            std::rethrow_exception(m_state->m_error);
    }
    [[nodiscard]] LaneId id() const { return m_state->m_fiber.id(); }

private:
    friend class hub;
    explicit greenlet(std::shared_ptr<exec::Greenlet> state) : m_state(std::move(state)) {}
    std::shared_ptr<exec::Greenlet> m_state;
};

/// After gevent's hub: fibers that look as if they blocked, and do not. Where one has to wait, for a while or for a
/// socket, the hub runs another one, and comes back when it can go on (epoll). One thread, many lanes.
///
/// Used by one thread. Must outlive its greenlets' handles.
class hub {
public:
    /// Throws std::system_error where the system gives no descriptors. `slow`: see event_loop.
    explicit hub(std::string name = "hub", std::chrono::nanoseconds slow = std::chrono::milliseconds(100));
    /// Ends the greenlets that are not done, where they stand.
    ~hub();
    hub(const hub&) = delete;
    hub& operator=(const hub&) = delete;

    /// `function` gets its first turn in the next round.
    greenlet spawn(std::string_view name, std::function<void()> function, CallSite site = {});
    /// Runs all there is until `which` are done; within a greenlet: waits for them like for anything else.
    void joinall(const std::vector<greenlet>& which, CallSite site = {});
    /// Until none is left.
    void join(CallSite site = {});

    // In a greenlet of this hub, else std::logic_error.
    void sleep(std::chrono::nanoseconds duration, CallSite site = {});
    /// Until `fd` is ready for `what` (trace::ReadyToRead, ReadyToWrite). `object`: what it is in the trace, if anything.
    void wait(int fd, std::uint32_t what, std::string_view called = {}, ObjectId object = {}, CallSite site = {});

    // For what greenlets share (gevent.h).
    /// The greenlet that runs waits until it is woken, with a place in `list`, at most `limit`. False where that was over. Throws
    /// fiber_exit where it is killed.
    bool await(exec::WaitingList& list, exec::WaitingPlace& place, const exec::WaitEvent& event, const schedule::Limit& limit, CallSite site);
    /// The greenlet whose turn it is, as something that can be told from others; nullptr outside of them.
    [[nodiscard]] const void* current() const { return m_current; }

    /// Greenlets that are not done.
    [[nodiscard]] std::size_t living() const { return m_living.size(); }

private:
    friend class exec::Greenlet;
    friend class greenlet;

    /// The one whose turn it is and which is about to wait.
    exec::Greenlet& running() const;
    void suspend(exec::Greenlet& one, ObjectId object, std::chrono::nanoseconds limit, SiteId site);
    void stopWaiting(exec::Greenlet& one);
    void finished(exec::Greenlet& one);

    exec::LoopCore m_core;
    exec::Greenlet* m_current = nullptr; ///< whose turn it is
    std::list<std::shared_ptr<exec::Greenlet>> m_living;
};

} // namespace braid
