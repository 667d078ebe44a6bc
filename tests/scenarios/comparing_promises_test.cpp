// What the cards of scenarios that compare promise to show: ways out of a deadlock, costs, I/O models. See promises_test.cpp.

#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace braid::tests::comparing_promises_test {
namespace {

using model::EventIndex;
using model::State;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using trace::EventKind;

/// A wait for a lock that could not be had at once.
struct LockWait {
    std::string lock;
    std::set<std::string> held; ///< by who waits
    bool limited = false;
};

/// The waits of all lanes and, of each lane, the locks in the order in which it took them.
struct Locking {
    std::vector<LockWait> waits;
    std::map<std::uint32_t, std::vector<std::string>> taken;
    std::size_t failed = 0; ///< attempts
    explicit Locking(const HostRun& run) {
        std::map<std::uint32_t, std::set<std::string>> held;
        for (EventIndex i = 0; i < run.model.log().size(); ++i) {
            const trace::Event event = run.model.event(i);
            const std::string lock(run.model.name(event.object));
            std::set<std::string>& own = held[event.lane.value];
            if (event.kind == EventKind::AcquireWait)
                waits.push_back({lock, own, event.a > 0});
            else if (event.kind == EventKind::AcquireFailed)
                ++failed;
            else if (event.kind == EventKind::Released && event.a == 0)
                own.erase(lock);
            else if (event.kind == EventKind::Acquired && own.insert(lock).second)
                taken[event.lane.value].push_back(lock);
        }
    }
};

HostRun wayOut(const char* fix) {
    HostRun run = runHost({"deadlock-fixed", "--set", std::string("fix=") + fix, "--set", "threads=6", "--set", "sleep=30ms"});
    EXPECT_EQ(run.outcome, "finished") << fix << ": " << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << fix << ": " << run.story();
    return run;
}

TEST(ThePromise, OfTheRecursiveWayOutThatOneLockGoesToDepthTwoAndWhoWaitsHoldsNothing) {
    const HostRun run = wayOut("recursive");
    const Locking locking(run);
    for (const auto& [lane, locks] : locking.taken)
        EXPECT_THAT(locks, ElementsAre("A and B", "A and B")) << "in foo and in bar";
    std::vector<std::uint64_t> depths;
    for (EventIndex i = 0; i < run.model.log().size(); ++i)
        if (const trace::Event event = run.model.event(i); event.lane == run.lane("Thread-1")->id && (event.kind == EventKind::Acquired || event.kind == EventKind::Released))
            depths.push_back(event.a);
    EXPECT_THAT(depths, ElementsAre(1U, 2U, 1U, 0U, 1U, 2U, 1U, 0U));
    for (const LockWait& wait : locking.waits)
        EXPECT_THAT(wait.held, IsEmpty());
}

TEST(ThePromise, OfTheOrderedWayOutThatNobodyWaitsForAWhileHoldingB) {
    const HostRun run = wayOut("order");
    const Locking locking(run);
    EXPECT_FALSE(locking.waits.empty());
    for (const auto& [lane, locks] : locking.taken)
        EXPECT_THAT(locks, ElementsAre("A", "B", "A", "B"));
    for (const LockWait& wait : locking.waits)
        if (wait.lock == "A") {
            EXPECT_THAT(wait.held, Not(Contains("B")));
        }
}

TEST(ThePromise, OfScopedLockThatWhoWaitsHoldsNeitherLock) {
    const HostRun run = wayOut("scoped");
    const Locking locking(run);
    EXPECT_FALSE(locking.waits.empty());
    for (const LockWait& wait : locking.waits)
        EXPECT_THAT(wait.held, IsEmpty()) << "for " << wait.lock;
}

TEST(ThePromise, OfBackingOffThatNobodyWaitsForAWithBAndThatAttemptsFail) {
    const HostRun run = wayOut("backoff");
    const Locking locking(run);
    EXPECT_GT(locking.failed, 0U);
    for (const LockWait& wait : locking.waits)
        if (wait.lock == "A") {
            EXPECT_THAT(wait.held, Not(Contains("B")));
        }
}

TEST(ThePromise, OfTheTimeOutThatWhoWaitsForAWithBWaitsForALimitedTimeOnly) {
    const HostRun run = wayOut("timeout");
    const Locking locking(run);
    std::size_t crossed = 0;
    for (const LockWait& wait : locking.waits)
        if (wait.lock == "A" && wait.held.contains("B")) {
            ++crossed;
            EXPECT_TRUE(wait.limited);
        }
    EXPECT_GT(crossed, 0U);
}

TEST(ThePromise, OfTheCostsThatEveryStartIsALaneAndTheChartsHaveAllThree) {
    const HostRun run = runHost({"process-cost", "--preset", "quick"});
    std::map<trace::LaneKind, std::size_t> lanes;
    for (const LaneId id : run.model.lanes())
        ++lanes[run.model.lane(id)->kind];
    EXPECT_GE(lanes[trace::LaneKind::Process], 20U);
    EXPECT_GE(lanes[trace::LaneKind::Thread], 40U) << "the threads, and the main thread of each process";
    EXPECT_GE(lanes[trace::LaneKind::Coroutine], 20U);
    for (const char* chart : {"start_us", "switch_us"}) {
        const nlohmann::json costs = run.result(chart);
        for (const char* kind : {"threads", "processes", "coroutines"})
            EXPECT_GT(costs[kind].get<double>(), 0) << chart << ' ' << kind;
        EXPECT_GT(costs["threads"].get<double>(), costs["coroutines"].get<double>()) << chart;
    }
    EXPECT_GT(run.result("start_us")["processes"].get<double>(), run.result("start_us")["threads"].get<double>());
    for (const char* kind : {"Thread", "Process"}) { // "send a message back and forth through a pipe"
        const model::Object* pipe = run.object(kind + std::string(" ping-pong →"));
        ASSERT_NE(pipe, nullptr) << kind;
        EXPECT_GT(pipe->events().size(), 40U) << kind;
    }
}

TEST(ThePromise, OfVeryManyCoroutinesThatEachGivesItsTurnAwayAndOneRunsAtATime) {
    const HostRun run = runHost({"coroutine-scale", "--preset", "quick"});
    std::vector<std::pair<model::Nanos, model::Nanos>> turns;
    std::size_t coroutines = 0;
    for (const LaneId id : run.model.lanes()) {
        const model::Lane* lane = run.model.lane(id);
        if (lane->kind != trace::LaneKind::Coroutine)
            continue;
        ++coroutines;
        std::size_t own = 0;
        for (const model::Interval& interval : lane->intervals())
            if (interval.state == State::Running) {
                ++own;
                turns.emplace_back(interval.begin, interval.end);
            }
        EXPECT_EQ(own, 11U) << lane->name << ": ten times given away";
    }
    EXPECT_EQ(coroutines, 1000U);
    std::sort(turns.begin(), turns.end());
    for (std::size_t i = 1; i < turns.size(); ++i)
        ASSERT_LE(turns[i - 1].second, turns[i].first) << "they take turns";
    const nlohmann::json change = run.result("switch"), memory = run.result("memory");
    EXPECT_GT(change["thread"].get<double>(), change["coroutine"].get<double>());
    EXPECT_GT(memory["coroutine"].get<double>(), 100) << "an object of a few hundred bytes";
    EXPECT_LT(memory["coroutine"].get<double>(), 2000);
}

TEST(ThePromise, OfTheModelsSideBySideThatBlockingTakesLongestNonblockingAsksInVainAndAsyncCallsLeast) {
    const HostRun run = runHost({"io-compare", "--preset", "quick", "--set", "pause=1ms"});
    const nlohmann::json ms = run.result("ms"), calls = run.result("syscalls");
    for (const char* other : {"nonblocking", "select", "poll", "epoll", "async"})
        EXPECT_GT(ms["blocking"].get<double>(), ms[other].get<double>()) << other;
    for (const char* other : {"blocking", "nonblocking", "select", "poll", "epoll"})
        EXPECT_LT(calls["async"].get<double>(), calls[other].get<double>()) << other;
    std::size_t asked = 0, inVain = 0; // by the nonblocking server, for messages
    for (EventIndex i = 0; i < run.model.log().size(); ++i)
        if (const trace::Event event = run.model.event(i); event.kind == EventKind::IoEnd && event.lane == run.lane("Server (nonblocking)")->id &&
                                                           event.b >> trace::IoCallShift == static_cast<std::uint32_t>(trace::IoCall::Receive)) {
            ++asked;
            inVain += static_cast<std::int64_t>(event.a) == -EAGAIN;
        }
    EXPECT_GT(inVain, asked / 2) << "most calls return without data";
}

TEST(ThePromise, OfSilentClientsThatPollsLineClimbsAndEpollsStaysFlat) {
    const HostRun run = runHost({"io-scaling", "--set", "silent=800", "--set", "points=1", "--set", "messages=60"});
    const auto climbs = [&](const char* name) {
        const nlohmann::json line = run.result("cost_us")[name];
        return line["800"].get<double>() - line["0"].get<double>();
    };
    // Processor time, the median of many messages.
    for (const char* name : {"select", "poll"}) {
        EXPECT_GT(climbs(name), 10) << name << ": each wait looks at 800 entries";
        EXPECT_GT(climbs(name), 2 * climbs("epoll")) << name;
    }
}

} // namespace
} // namespace braid::tests::comparing_promises_test
