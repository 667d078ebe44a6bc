#pragma once

#include "engine/schedule/clock.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/traced_object.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct epoll_event; // the kernel's

namespace braid::exec {

class CoroutineLane;

/// Something that a loop gives turns to: a task, a fiber.
class Runnable {
public:
    Runnable() = default;
    Runnable(const Runnable&) = delete;
    Runnable& operator=(const Runnable&) = delete;
    /// One turn, until it suspends itself or is over.
    virtual void takeTurn() = 0;
    /// Its lane, if it has one.
    [[nodiscard]] virtual const CoroutineLane* coroutine() const { return nullptr; }

protected:
    ~Runnable() = default;

private:
    friend class LoopCore;
    Runnable* m_nextReady = nullptr;
    bool m_isReady = false;
};

/// What the event loop and the hub share: who is ready, who sleeps until when, who waits for which descriptor, and what
/// other threads hand in. One thread runs it; only post() may be called by others.
///
/// Invariant: a Runnable is in the ready queue at most once. It must not be destroyed while it is ready, timed or
/// watching; cancel(), unwatch() and forget() take it out.
class LoopCore {
public:
    using Clock = schedule::Clock;
    /// A timer by its place: when, and which one of those that are due at the same time.
    using TimerKey = std::pair<Clock::time_point, std::uint64_t>;

    /// Who keeps the thread for `slow` or longer while others are ready is a finding (asyncio's
    /// slow_callback_duration). Throws std::system_error where the system gives no descriptors.
    LoopCore(std::string name, std::chrono::nanoseconds slow);
    ~LoopCore();
    LoopCore(const LoopCore&) = delete;
    LoopCore& operator=(const LoopCore&) = delete;

    /// It gets a turn in the next round, after those that are ready already.
    void makeReady(Runnable& runnable);
    /// The same for one that has suspended itself for something other than a time: the trace says that it may go on.
    void wake(Runnable& runnable);
    /// Takes it out of the ready queue. O(ready).
    void forget(Runnable& runnable);
    /// `delay` as slow motion stretches it now.
    [[nodiscard]] static std::chrono::nanoseconds stretched(std::chrono::nanoseconds delay);
    /// Ready after `delay`.
    TimerKey makeReadyAfter(std::chrono::nanoseconds delay, Runnable& runnable);
    /// No effect for one that is over.
    void cancel(const TimerKey& timer);
    void cancelAll() { m_timers.clear(); }

    /// Ready once `fd` is ready for `what` (trace::ReadyToRead and ReadyToWrite), once. At most one for each fd and
    /// direction. `called`: its name on the screen. Throws std::system_error for a descriptor that cannot be watched.
    void watch(int fd, std::uint32_t what, std::string_view called, Runnable& runnable, SiteId site);
    void unwatch(int fd, std::uint32_t what);

    /// For other threads: ready, and wakes the loop. Thread-safe.
    void post(Runnable& runnable);

    /// Gives one turn to each one that is ready; first waits until one is.
    void round();
    /// Before the one whose turn it is suspends itself: if it was long, says how much of it the thread did not run at
    /// all because the machine was busy with others. That is not charged to it.
    void endOfTurn();

    /// In the running recording; none where there is none.
    [[nodiscard]] ObjectId id();
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    struct Watched {
        Runnable* reader = nullptr;
        Runnable* writer = nullptr;
        bool added = false; ///< the kernel knows the descriptor
    };

    enum class Until : std::uint8_t {
        AtOnce,
        NextTimer,
        Ready
    };

    void collect();
    void waitForDescriptors(Until until);
    int waitForTimer(epoll_event* events, int most);
    /// The clock without the time for which pauses held this thread: timers do not run on in them.
    [[nodiscard]] static Clock::time_point now();
    void waitForOthers();
    void takePosted();
    void fireTimers();
    void becameReady(int fd, std::uint32_t events);
    void arm(int fd, Watched& watched);
    void say(trace::EventKind kind, std::uint64_t a, std::uint32_t b, std::string_view text, SiteId site);

    trace::TracedObject m_traced; ///< numbered under m_mutex
    int m_epoll = -1;
    int m_wakeUp = -1; ///< an eventfd

    Runnable* m_first = nullptr; ///< the ready queue
    Runnable* m_last = nullptr;
    Runnable* m_lastOfRound = nullptr; ///< nullptr = the round is over
    std::map<TimerKey, Runnable*> m_timers;
    std::uint64_t m_timersMade = 0;
    std::unordered_map<int, Watched> m_watched;
    std::size_t m_waitingForFds = 0;

    NativeMutex m_mutex;
    std::vector<Runnable*> m_posted BRAID_GUARDED_BY(m_mutex);
    std::atomic<bool> m_anyPosted{false};

    // How long the thread was kept from running, for endOfTurn().
    std::int64_t m_turnBegan = 0; ///< ns; 0 = it did not record then
};

} // namespace braid::exec
