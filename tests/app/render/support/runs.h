#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "tests/engine/model/events.h"

#include <memory>
#include <vector>

/// Runs written by hand, for pictures: what a person would see of the scenarios, without any thread.
namespace braid::tests {

/// A told run with its findings.
struct ModeledStory {
    Story story;
    analysis::Findings findings;
    std::vector<LaneId> lanes; ///< the workers, in order
    std::vector<ObjectId> objects;

    ModeledStory();
    ModeledStory(const ModeledStory&) = delete;
    [[nodiscard]] const model::Model& model() const { return story.model; }
    [[nodiscard]] model::Nanos edge() const { return m_edge; }
    /// Lets time pass after the last event.
    void wait(model::Nanos time) { m_edge = story.model.endTime() + time; }

private:
    model::Nanos m_edge = 0;
};

/// The tutorial's deadlock with `threads` threads: worker 1 holds B and waits for A, worker 2 the other way round, all others
/// are blocked on A, main joins worker 1. objects = {A, B}. 2 … threads.
[[nodiscard]] std::unique_ptr<ModeledStory> deadlockRun(int threads);
/// Every form once: created, ready, running, blocked, waiting, sleeping, I/O, suspended, done, failed; every kind of mark.
[[nodiscard]] std::unique_ptr<ModeledStory> everyFormRun();
/// A semaphore of 3 permits with 7 threads, an event that is set for 4 waiters, a recursive lock of depth 3, a variable
/// counted down, with a lost update. objects = {semaphore, event, recursive lock, variable}.
[[nodiscard]] std::unique_ptr<ModeledStory> primitivesRun();
/// Two processes with threads, one folded in the gallery; a child killed.
[[nodiscard]] std::unique_ptr<ModeledStory> processRun();

} // namespace braid::tests
