#pragma once

#include "engine/exec/coroutines/coroutine_lane.h"
#include "engine/exec/coroutines/stack_context.h"

#include <exception>
#include <functional>
#include <optional>
#include <string>

namespace braid {

/// Thrown into a fiber that is destroyed or killed while it is suspended, so that its local objects are destroyed
/// (greenlet's GreenletExit). A handler that catches it must rethrow it.
struct fiber_exit {};

/// A coroutine with a stack of its own, after Python's greenlet: it goes to another one wherever it stands, also from deep
/// within a call, by naming it. A real switch of stacks (Boost.Context), on a lane of its own.
///
/// | state     | switch_to()                               | destroyed                           |
/// |-----------|-------------------------------------------|-------------------------------------|
/// | not begun | its function begins                       | nothing happens                     |
/// | suspended | goes on after its own last switch         | unwound by fiber_exit               |
/// | running   | no effect                                 | std::terminate                      |
/// | ended     | goes to its parent instead, as greenlet's | nothing happens                     |
///
/// When its function returns, control goes to its parent: the fiber in which it was made, if that is not over, else the
/// thread itself. An exception that leaves the function goes there too.
///
/// One thread at a time may use a family of fibers; another one may take over while all are suspended. A function that
/// runs on in another thread must not keep what is thread-local: do recorded operations in functions of their own, or
/// the compiler may have kept the former thread's address.
class fiber {
public:
    explicit fiber(std::string name, std::function<void()> function, CallSite site = {});
    ~fiber();
    fiber(const fiber&) = delete;
    fiber& operator=(const fiber&) = delete;

    /// The caller is suspended, and this one goes on; comes back when another one switches to the caller. Throws
    /// std::system_error where there is no stack for one that has not begun.
    void switch_to(CallSite site = {});
    /// Suspends the running fiber and goes on with the thread itself. No effect outside of fibers.
    static void switch_to_thread(CallSite site = {});

    [[nodiscard]] bool begun() const { return m_state != State::New; }
    /// Its function has returned, thrown or been unwound.
    [[nodiscard]] bool done() const { return m_state == State::Over; }
    [[nodiscard]] LaneId id() const { return m_lane.id(); }
    /// The fiber that runs now; nullptr: the thread itself.
    [[nodiscard]] static fiber* current();

    /// As switch_to(), and it comes back to the caller when it suspends itself with suspend() or ends.
    /// What it throws comes out of here. For schedulers.
    void resume(SiteId site);
    /// Of the running fiber: back to its resumer.
    void suspend();
    /// Its suspend() or switch throws fiber_exit: the one it is in, or the next one, which then does not begin.
    void kill() { m_kill = true; }
    /// Of the running fiber, before it goes away: throws fiber_exit where it was killed.
    void throwIfKilled();
    /// Its lane, for the loop that gives it its turns.
    [[nodiscard]] exec::CoroutineLane& lane() { return m_lane; }
    [[nodiscard]] const exec::CoroutineLane& lane() const { return m_lane; }

    /// For schedulers: without a lane yet; see lane().
    struct unnamed {};
    fiber(unnamed, std::function<void()> function);

private:
    enum class State : std::uint8_t {
        New,
        Suspended,
        Running,
        Over
    };
    struct ThreadItself {};
    struct OfThread;
    explicit fiber(ThreadItself);

    static OfThread& ofThread();
    static void main();
    void begin();
    void goTo(fiber& next, SiteId site);
    void cameBack();
    [[nodiscard]] fiber& parentNow() const;
    void unwind();

    std::function<void()> m_function;
    exec::CoroutineLane m_lane;
    std::optional<exec::StackContext> m_context;
    exec::Stack m_stack;
    fiber* m_parent = nullptr;   ///< nullptr: the thread itself
    fiber* m_returnTo = nullptr; ///< its resumer
    fiber* m_children = nullptr; ///< those whose parent this is
    fiber* m_sibling = nullptr;
    std::exception_ptr m_error; ///< what another one threw that ended in this one
    State m_state = State::New;
    bool m_kill = false;
};

} // namespace braid
