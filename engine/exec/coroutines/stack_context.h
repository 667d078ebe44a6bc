#pragma once

#include "engine/exec/coroutines/stack_pool.h"

#include <cstdint>

namespace braid::exec {

/// A place in a program to go on from: a stack and the registers, by Boost.Context. Tells the sanitizers which stack runs
/// (they take a switch that they do not know of for an error), and keeps the exceptions in flight with their stack.
///
/// Invariant: of all contexts that share a thread exactly one runs; the others lie in a switchTo().
class StackContext {
public:
    /// The one that runs now on the thread's own stack.
    StackContext();
    /// One that will begin with `main` on `stack` when it is first switched to; main must not return.
    StackContext(const Stack& stack, void (*main)());
    ~StackContext();
    StackContext(const StackContext&) = delete;
    StackContext& operator=(const StackContext&) = delete;

    /// This one stops here and `next` goes on; comes back when another one switches to this one, maybe in another thread.
    void switchTo(StackContext& next);
    /// This one stops for good.
    [[noreturn]] void finishIn(StackContext& next);

    // For what lies at the other end of a jump.
    /// `previous` was left at `place` for the context that is returned.
    static StackContext& arrivedFrom(void* previous, void* place);
    void runMain() { m_main(); }

private:
    void leave(StackContext& next, bool forGood);

    void* m_place = nullptr;        ///< where it goes on
    StackContext* m_next = nullptr; ///< for whom it was left
    void (*m_main)() = nullptr;
    /// Exceptions in flight (the ABI's __cxa_eh_globals): they are kept by thread, and belong to the stack.
    struct Exceptions {
        void* caught = nullptr;
        unsigned uncaught = 0;
    } m_exceptions;
    // For the sanitizers; of no use without them.
    [[maybe_unused]] void* m_fakeStack = nullptr; ///< AddressSanitizer's
    [[maybe_unused]] const void* m_bottom = nullptr;
    [[maybe_unused]] std::size_t m_size = 0;
    [[maybe_unused]] void* m_fiber = nullptr; ///< ThreadSanitizer's
    [[maybe_unused]] bool m_ownsFiber = false;
};

} // namespace braid::exec
