#pragma once

#include "engine/schedule/clock.h"
#include "engine/schedule/scheduler.h"
#include "engine/trace/recording/recording.h"

#include <atomic>
#include <memory>
#include <stdexcept>

namespace braid::schedule {

/// Something was asked for that a schedule cannot decide over, in one sentence.
struct not_controllable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A run of threads under a Scheduler: one of them runs at a time, from one scheduling point to the next, and time passes
/// only as they use it: each operation takes OperationTime, work() what it is asked for, and where all lanes sleep or wait the
/// clock goes on to the first moment at which one of them has waited enough. So the same schedule gives the same run: the same
/// events in the same order, and the same numbers of lanes and objects, which are given out in the order of their making.
///
/// | lane    | becomes                                                                                              |
/// |---------|------------------------------------------------------------------------------------------------------|
/// | ready   | running, when the scheduler chooses it                                                                |
/// | running | ready at its next operation; blocked in a wait or a sleep; ended                                      |
/// | blocked | ready, to try again, after an operation on what it waits for, at its time limit, or where nothing else can go on |
///
/// Where no lane can go on and none has a time limit, the run stands still, as one that goes freely does in a deadlock.
/// Threads that do not record are not under control. Processes, descriptors and loops are not either: what makes them calls
/// refuse().
class ControlledRun {
public:
    static constexpr std::chrono::nanoseconds OperationTime{1000};

    /// From here on, for the recording of the calling thread, which must record and has the turn. One at a time in a process.
    explicit ControlledRun(std::unique_ptr<Scheduler> scheduler);
    /// All other lanes must have ended.
    ~ControlledRun();
    ControlledRun(const ControlledRun&) = delete;
    ControlledRun& operator=(const ControlledRun&) = delete;

    [[nodiscard]] static ControlledRun* current() { return g_current.load(std::memory_order_acquire); }

    [[nodiscard]] Clock::time_point now() const;
    /// How long lanes have computed so far, all together.
    [[nodiscard]] std::chrono::nanoseconds computed() const;

    // For the calling thread, which must be under control.

    /// Before `operation`: comes back when it is this lane's turn.
    void before(const Operation& operation);
    /// It waits for `object`, or sleeps: comes back when it is to try again; false where `deadline` is over.
    bool block(ObjectId object, Clock::time_point deadline);
    /// It has computed for so long.
    void compute(std::chrono::nanoseconds time);

    /// By the parent, which has the turn: `lane` takes part from here on.
    void start(LaneId lane);
    /// By the lane itself, as the first thing: comes back when it is its turn.
    void enter(LaneId lane);
    /// By the lane itself, as the last thing.
    void leave();
    /// By the parent: the thread could not be started.
    void withdraw(LaneId lane);

private:
    struct Internals;
    std::unique_ptr<Internals> m;
    inline static std::atomic<ControlledRun*> g_current{nullptr};
};

/// The calling thread's lane has its turns from a scheduler.
[[nodiscard]] bool controlled();

/// Throws not_controllable under control: "a schedule decides over threads only, and this starts a process". `what` is the
/// end of the sentence.
void refuse(const char* what);

} // namespace braid::schedule
