#pragma once

#include "engine/analysis/figures/contention.h"
#include "engine/model/model.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

/// Where the time of a run, or of a stretch of it, went: lane by lane and object by object.
namespace braid::analysis {

/// How long many things took. Percentiles by nearest rank: each is a duration that did occur.
struct Spread {
    std::size_t count = 0;
    model::Nanos sum = 0;
    model::Nanos median = 0;
    model::Nanos p99 = 0;
    model::Nanos worst = 0;
    model::EventIndex worstEvent = model::NoEvent; ///< the event that began the worst one
    LaneId worstLane;                              ///< whose it was
};

/// One event's share in a Spread.
struct Sample {
    model::Nanos ns = 0;
    model::EventIndex event = model::NoEvent;
    LaneId lane;
};
/// Of any number of samples, in any order; among equal ones the earliest event is the worst. O(n). Reorders them.
[[nodiscard]] Spread spreadOf(std::vector<Sample>& samples);

/// Jain's index of fairness: (Σx)² / (n · Σx²); 1 where all get the same, 1/n where one gets all. Nothing for fewer than
/// two shares and where all are 0. R. Jain, D. Chiu, W. Hawe: A Quantitative Measure of Fairness and Discrimination for
/// Resource Allocation in Shared Computer Systems, DEC Research Report TR-301, 1984.
[[nodiscard]] std::optional<double> fairness(const std::vector<double>& shares);

/// What one lane did.
struct LaneStatistics {
    LaneId lane;
    model::StateTimes ns{};                                 ///< time in each state; all 0 for process lanes
    model::Nanos lived = 0;                                 ///< sum of ns
    std::array<std::size_t, model::StateCount> stretches{}; ///< how many intervals of each state
    std::size_t events = 0;                                 ///< that it wrote
    Spread waits;                                           ///< blocked, waiting, or suspended for something

    [[nodiscard]] std::size_t allStretches() const;
};

/// What went through a queue or pipe.
struct Flow {
    std::size_t puts = 0, gets = 0;           ///< items, of pipes: operations
    std::uint64_t bytesPut = 0, bytesGot = 0; ///< of pipes and process queues
    Spread residence;                         ///< how long those got were in it; the event is the Get
};

/// System calls on a descriptor.
struct Calls {
    std::size_t calls = 0;
    std::size_t failed = 0;
    std::uint64_t received = 0, sent = 0; ///< bytes
};

/// What became of one object.
struct ObjectStatistics {
    ObjectId object;
    std::uint64_t acquisitions = 0;  ///< successful acquires, gets or wakings
    std::uint64_t contended = 0;     ///< those that had to wait
    Spread waits;                    ///< those in vain and those still open (up to the moment) included
    Spread holds;                    ///< of locks and semaphores; those still open count up to the moment
    std::size_t lanes = 0;           ///< that took it or waited for it
    std::optional<double> fairOften; ///< fairness of how often these lanes took it
    std::optional<double> fairLong;  ///< and of how long they held it
    model::Nanos busy = 0;           ///< time with an owner, a permit taken, something in it
    double meanDepth = 0;            ///< items, permits taken, readers …: see model::Level
    std::int64_t maxDepth = 0;
    std::optional<Flow> flow;   ///< of queues and pipes
    std::optional<Calls> calls; ///< of descriptors

    /// Share of the acquisitions that had to wait, 0 … 1.
    [[nodiscard]] double contention() const;
};

/// Where the time of [from, to) went.
struct Statistics {
    model::Nanos from = 0, to = 0;
    bool whole = true; ///< the whole run up to `to`, not a stretch of it
    std::size_t events = 0;
    std::vector<LaneStatistics> lanes;      ///< in order of creation
    std::vector<ObjectStatistics> objects;  ///< in order of creation
    std::vector<ContendedPlace> contention; ///< the longest in all first

    [[nodiscard]] model::Nanos duration() const { return to - from; }
    /// Of `count` things in it; 0 where it lasts no time.
    [[nodiscard]] double perSecond(std::size_t count) const;
};

/// Counts a run out, in steps that never take long: a caller that must not block makes as many of them as there is time for.
/// The events and the end of what is still open are those of the moment of its construction; the model may grow
/// meanwhile. Of what lies in a stretch only in part, the part counts. O(n log n) all told. Not thread-safe.
class Survey {
public:
    /// The whole run up to `now` (at least model.endTime()), or `stretch` of it, clipped to that.
    Survey(const model::Model& model, model::Nanos now, std::optional<std::pair<model::Nanos, model::Nanos>> stretch = {});
    ~Survey();
    Survey(Survey&&) noexcept;
    Survey& operator=(Survey&&) noexcept;

    /// Goes on for about `work` events or intervals, more only where one lane or object alone has more. True when done.
    bool advance(std::size_t work);
    /// How much is done, 0 … 1.
    [[nodiscard]] double progress() const;
    /// What came out; once, when advance() said that it is done.
    [[nodiscard]] Statistics take();

private:
    struct Accumulators;
    std::unique_ptr<Accumulators> m_accumulators;
};

/// All at once.
[[nodiscard]] Statistics statistics(const model::Model& model, model::Nanos now,
                                    std::optional<std::pair<model::Nanos, model::Nanos>> stretch = {});

} // namespace braid::analysis
