#pragma once

#include "engine/sync/recorded.h"

#include <barrier>
#include <latch>
#include <mutex>
#include <utility>

namespace braid {

/// Instrumented std::barrier: `expected` lanes meet, go on together, and may meet again.
///
/// | come so far            | arrive_and_wait()                    |
/// |------------------------|--------------------------------------|
/// | fewer than the others  | blocks                               |
/// | all but one            | all go on; the next round begins     |
///
/// Wraps a real std::barrier. Thread-safe. Whatever the lanes did before they met is visible to all afterwards. Each
/// arrival is numbered before it takes effect.
class barrier {
public:
    /// expected ≥ 1.
    explicit barrier(int expected, std::string name = {})
        : m_native(expected), m_expected(expected), m_traced(sync::ObjectKind::Barrier, std::move(name), expected) {}

    void arrive_and_wait(CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    /// True for the last one of a round. The caller has the turn; nobody else uses what it changes.
    bool arriveUnderControl();

    std::barrier<> m_native;
    const int m_expected;
    // Under a schedule, which std::barrier has no way to ask:
    int m_come = 0;            ///< in this round
    std::uint64_t m_round = 0; ///< that are over
    sync::TracedObject m_traced;
};

/// Instrumented std::latch: a count that only goes down; at 0 it is open for good.
///
/// | count | count_down(n)                                      | wait()  | try_wait() |
/// |-------|----------------------------------------------------|---------|------------|
/// | k > 0 | k − n; at 0 all waiters go on; finding where n > k | blocks  | false      |
/// | 0     | finding                                            | goes on | true       |
///
/// Wraps a real std::latch. Thread-safe. Whatever a lane did before count_down is visible to those who got past wait.
class latch {
public:
    /// count ≥ 0.
    explicit latch(int count, std::string name = {})
        : m_native(count), m_left(count), m_traced(sync::ObjectKind::Latch, std::move(name), count) {}

    /// n ≥ 1. More than is left is a finding and changes nothing.
    void count_down(int n = 1, CallSite site = {});
    /// True at 0. Unlike std's it is never false without reason. Not recorded.
    [[nodiscard]] bool try_wait() const { return m_native.try_wait(); }
    void wait(CallSite site = {});
    void arrive_and_wait(int n = 1, CallSite site = {}) {
        count_down(n, site);
        wait(site);
    }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    std::latch m_native;
    std::atomic<int> m_left; ///< what the native one's count is or is about to be
    sync::TracedObject m_traced;
};

class once_flag;
template <class Function>
void call_once(once_flag& flag, Function&& function, CallSite site = {});

/// Instrumented std::once_flag; see call_once.
class once_flag {
public:
    explicit once_flag(std::string name = {}) : m_traced(sync::ObjectKind::Once, std::move(name)) {}
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    template <class Function>
    friend void call_once(once_flag&, Function&&, CallSite);

    /// Takes the lock unless it is done meanwhile; true where the caller now has to call.
    bool enter(CallSite site);
    /// The caller has called, `done` unless it threw.
    void leave(bool done, CallSite site);

    std::mutex m_native; ///< held while the function runs
    std::atomic<bool> m_done{false};
    sync::TracedObject m_traced; ///< numbered under m_native
};

/// Instrumented std::call_once. The flag is a lock that whoever calls the function holds meanwhile:
///
/// | state        | call_once                                                                                  |
/// |--------------|--------------------------------------------------------------------------------------------|
/// | not called   | calls the function; where it throws, it stays not called                                   |
/// | being called | blocks until that is over; from within the function for ever (finding: a cycle of one)     |
/// | called       | returns at once, and nothing is recorded                                                   |
///
/// A real std::mutex inside, since std::call_once does not tell beforehand whether it will block. Thread-safe.
template <class Function>
void call_once(once_flag& flag, Function&& function, CallSite site) {
    if (!flag.enter(site))
        return;
    try {
        std::forward<Function>(function)();
    } catch (...) {
        flag.leave(false, site);
        throw;
    }
    flag.leave(true, site);
}

} // namespace braid
