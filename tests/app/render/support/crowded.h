#pragma once

#include "tests/app/render/support/runs.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace braid::tests {

/// Threads that sleep, lock one of four locks, print and unlock in turn, over ten seconds: as many events as asked for, made
/// one at a time. The same run every time.
class Crowded {
public:
    /// `lanes` ≥ 2 (with main), `events` ≥ 1 say how close the events are to each other.
    Crowded(ModeledStory& told, int lanes, int events);

    /// The next event; the model of `told` does not have it yet. May go on past `events`.
    [[nodiscard]] trace::Event next();
    /// Gives the model the next `count` events.
    void apply(int count);
    /// The same in two steps, for measuring the second: makes the next `count` events, gives them to model and findings.
    void prepare(int count);
    void tell();

private:
    struct Lock {
        LaneId owner;
        std::uint32_t sequence = 0;
    };
    [[nodiscard]] std::uint64_t random();

    ModeledStory& m_told;
    model::Nanos m_begin = 0;
    model::Nanos m_number = 0;
    model::Nanos m_events;
    std::array<Lock, 4> m_locks;
    std::vector<int> m_step;
    std::vector<std::size_t> m_wants;
    std::vector<trace::Event> m_prepared;
    std::uint64_t m_random = 88172645463325252ULL;
};

/// A crowd's run of `lanes` lanes and `events` events.
[[nodiscard]] std::unique_ptr<ModeledStory> crowdedRun(int lanes, int events);

} // namespace braid::tests
