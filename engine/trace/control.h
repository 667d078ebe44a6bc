#pragma once

#include "engine/trace/ids.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>

namespace braid::trace {

enum class ControlMode : std::uint32_t { Run = 0, Pause = 1, Stop = 2 };

/// The page of the trace file that carries what the person wants to the threads of the run. Lies at a fixed place in
/// the file, zero when fresh (which means: run freely). Written by the supervisor, read by every thread at the choke
/// point; all members are lock-free atomics, so any process that mapped the file may use it at any time.
struct ControlPage {
    /// Not 0 = the choke point must look at the rest. The only member read on the fast path.
    std::atomic<std::uint32_t> attention;
    /// Changes with every change of the page; the futex word on which held and sleeping threads wait.
    std::atomic<std::uint32_t> generation;
    std::atomic<std::uint32_t> mode; ///< ControlMode
    /// Operations still granted while paused, and to whom (a LaneId's value; 0 = whoever comes first).
    std::atomic<std::uint32_t> steps;
    std::atomic<std::uint32_t> stepLane;
    /// Every scenario sleep is multiplied by this, in thousandths; 0 stands for 1000.
    std::atomic<std::uint32_t> sleepPermille;
    /// Every instrumented operation is followed by a pause of so many microseconds.
    std::atomic<std::uint32_t> operationDelayUs;
    std::uint32_t reserved;
    /// Scenario times that may be moved while the run goes on, in ns, by the parameter's place in the descriptor.
    /// `liveSet` has a bit for each one that holds a value.
    std::atomic<std::uint64_t> liveSet;
    std::atomic<std::int64_t> live[64];
};
static_assert(sizeof(ControlPage) <= 4096);
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

/// The supervisor's hand on a ControlPage. Thread-safe. The page must outlive it.
class Control {
public:
    explicit Control(ControlPage& page) : m_page(&page) {}

    void run();   ///< lets everything go on
    void pause(); ///< threads stop at their next operation
    /// While paused: lets `lane` (none = whoever comes first) do one operation.
    void step(LaneId lane = {});
    /// Asks the host to end. The supervisor still kills it if it does not.
    void stop();
    /// 0.01 ≤ factor ≤ 1000: every scenario sleep takes factor times as long, from now on (running ones included).
    void setSleepFactor(double factor);
    /// 0 ≤ delay ≤ 10 s after each operation.
    void setOperationDelay(std::chrono::nanoseconds delay);
    /// The scenario's time parameter number `index` (0 ≤ index < 64) is `value` from its next use on.
    void setLive(std::size_t index, std::chrono::nanoseconds value);

    [[nodiscard]] ControlMode mode() const { return static_cast<ControlMode>(m_page->mode.load()); }

private:
    void changed();
    ControlPage* m_page;
};

/// Waits until `word` is not `expected` any more, `timeout` (nullptr = for ever) is over or a signal came; works
/// between processes.
void futexWait(const std::atomic<std::uint32_t>& word, std::uint32_t expected, const std::timespec* timeout = nullptr);
void futexWakeAll(std::atomic<std::uint32_t>& word);

} // namespace braid::trace
