#pragma once

#include "engine/schedule/operation.h"
#include "engine/trace/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace braid::schedule {

/// Decides which lane of a controlled run has the next turn. It is told what the lanes do and is asked at every scheduling
/// point. Called by one thread at a time. From equal questions it must give equal answers: then the run is the same each time.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    /// `lane` may be chosen from here on.
    virtual void started(LaneId) {}
    /// The lane that was chosen does `operation` now.
    virtual void goesOn(const Operation&) {}
    /// The lane cannot go on: it waits for `object`, or sleeps (no object).
    virtual void blocked(LaneId, ObjectId) {}
    virtual void ended(LaneId) {}

    /// Which of `ready` has the next turn, as its place there. `ready`: what each lane that can go on is about to do, at least
    /// one, in the order in which the lanes were started.
    [[nodiscard]] virtual std::size_t next(std::span<const Operation> ready) = 0;

    /// As schedulerCalled() takes it.
    [[nodiscard]] virtual std::string name() const = 0;
};

/// One operation each, in turn: after a lane the next one in the order of their start that can go on.
[[nodiscard]] std::unique_ptr<Scheduler> roundRobin();
/// Any lane that can go on, all equally likely; the same `seed` gives the same choices on every machine.
[[nodiscard]] std::unique_ptr<Scheduler> randomChoice(std::uint64_t seed);

/// "round-robin", "random:SEED" or "random", which draws a seed. The error names these.
[[nodiscard]] Result<std::unique_ptr<Scheduler>> schedulerCalled(std::string_view name);

} // namespace braid::schedule
