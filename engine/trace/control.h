#pragma once

#include "engine/trace/ids.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>

namespace braid::trace {

enum class ControlMode : std::uint32_t {
    Run = 0,
    Pause = 1,
    Stop = 2
};

/// How the threads of a run go on.
struct Command {
    ControlMode mode = ControlMode::Run;
    bool slow = false;      ///< there is an operation delay
    bool scheduled = false; ///< a schedule decides whose turn it is
    /// Operations still granted while paused, and to which lane (none = the first to come).
    std::uint16_t steps = 0;
    LaneId lane{};

    [[nodiscard]] constexpr std::uint64_t packed() const {
        return static_cast<std::uint64_t>(mode) | (slow ? 0x100u : 0u) | (scheduled ? 0x200u : 0u) | std::uint64_t{steps} << 16 |
               std::uint64_t{lane.value} << 32;
    }
    [[nodiscard]] static constexpr Command unpacked(std::uint64_t word) {
        return {static_cast<ControlMode>(word & 0xFF), (word & 0x100) != 0, (word & 0x200) != 0, static_cast<std::uint16_t>(word >> 16),
                LaneId{static_cast<std::uint32_t>(word >> 32)}};
    }
};
static_assert(Command{}.packed() == 0);

/// The page of the trace file that carries what the person wants to the threads of the run. Lies at a fixed place in
/// the file, zero when fresh (which means: run freely). Written by the supervisor, read by every thread at the
/// scheduling point; all members are lock-free atomics, so any process that mapped the file may use it at any time.
struct ControlPage {
    /// A Command, packed, so that what belongs together changes together. 0 = go on freely. The only member read on the
    /// fast path.
    std::atomic<std::uint64_t> command;
    /// Changes with every change of the page; the futex word on which held and sleeping threads wait.
    std::atomic<std::uint32_t> generation;
    /// Every scenario sleep is multiplied by this, in thousandths; 0 stands for 1000.
    std::atomic<std::uint32_t> sleepPermille;
    /// Every instrumented operation is followed by a pause of so many microseconds.
    std::atomic<std::uint32_t> operationDelayUs;
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
    /// While paused: lets `lane` do one operation more, or sleep out its sleep; none = the lane that comes first to an operation.
    /// Steps granted before to another lane and not done yet are taken back.
    void step(LaneId lane = {});
    /// Asks the host to end; nothing undoes it. The supervisor still kills it if it does not.
    void stop();
    /// 0.01 ≤ factor ≤ 1000: every scenario sleep takes factor times as long, from now on (running ones included).
    void setSleepFactor(double factor);
    /// By the run itself: its threads take turns as a schedule decides.
    void setScheduled(bool scheduled);
    /// 0 ≤ delay ≤ 10 s after each operation.
    void setOperationDelay(std::chrono::nanoseconds delay);
    /// The scenario's time parameter number `index` (0 ≤ index < 64) is `value` from its next use on; wakes nobody.
    void setLive(std::size_t index, std::chrono::nanoseconds value);

    [[nodiscard]] ControlMode mode() const { return Command::unpacked(m_page->command.load()).mode; }

private:
    /// Changes the command to what `change` makes of it, unless the run is to stop.
    template <class Change>
    void command(Change change);
    void changed();
    ControlPage* m_page;
};

/// Waits until `word` is not `expected` any more, `timeout` (nullptr = for ever) is over or a signal came; works
/// between processes.
void futexWait(const std::atomic<std::uint32_t>& word, std::uint32_t expected, const std::timespec* timeout = nullptr);
void futexWakeAll(std::atomic<std::uint32_t>& word);
/// Wakes `count` of those that wait, or all where there are fewer.
void futexWake(std::atomic<std::uint32_t>& word, std::uint32_t count);

} // namespace braid::trace
