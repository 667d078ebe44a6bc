#pragma once

#include "engine/trace/native_mutex.h"

#include <condition_variable>
#include <new>

/// The native parts of primitives as a fork needs them: the child may use a primitive that other threads of its parent
/// were using at that moment.
namespace braid::sync {

/// A part that a fork finds at rest, from join() to leave().
class ForkSafe {
public:
    ForkSafe(const ForkSafe&) = delete;
    ForkSafe& operator=(const ForkSafe&) = delete;

protected:
    ForkSafe() = default;
    ~ForkSafe() = default;
    // By the most derived class, while it is whole: another thread may fork at any time.
    void join();
    void leave();

private:
    friend struct ForkSafeParts;
    /// Keeps other threads out, without a wait; false where one is in.
    [[nodiscard]] virtual bool tryHold() = 0;
    /// Lets them in again; `inChild`: in the child, where they do not exist.
    virtual void release(bool inChild) = 0;
    ForkSafe* m_previous = nullptr;
    ForkSafe* m_next = nullptr;
};

/// A mutex that guards the data of a primitive for some instructions. Its holder neither waits (but on a condition
/// that gives it up), nor passes the scheduling point, nor forks.
class ForkSafeMutex final : public NativeMutex, private ForkSafe {
public:
    ForkSafeMutex() { join(); }
    ~ForkSafeMutex() { leave(); }

private:
    bool tryHold() override BRAID_UNCHECKED_LOCKING { return try_lock(); }
    void release(bool) override BRAID_UNCHECKED_LOCKING { unlock(); }
};

/// A condition variable of std. In the child it has no waiters: the parent's would never leave it, and the C library waits
/// for them.
template <class Condition>
class ForkSafeCondition final : public Condition, private ForkSafe {
public:
    ForkSafeCondition() { join(); }
    ~ForkSafeCondition() { leave(); }

private:
    bool tryHold() override { return true; }
    void release(bool inChild) override {
        if (inChild)
            new (static_cast<Condition*>(this)) Condition; // destroying the former one would wait as well
    }
};

/// Before a fork, in the thread that forks: holds all parts. False, and nothing is held, where one has been in use for too
/// long: its user may need what the caller holds.
[[nodiscard]] bool holdForFork();
/// After it, in parent and child.
void releaseAfterFork(bool inChild);

} // namespace braid::sync
