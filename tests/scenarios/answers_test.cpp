#include "engine/analysis/figures/critical_path.h"
#include "engine/analysis/findings/why.h"
#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace braid::tests {
namespace {

using analysis::Cause;
using model::Nanos;
using model::State;

std::string text(const analysis::Why& why, const model::Model& model) {
    std::string chain;
    for (const auto& link : why.links)
        chain += std::string(model.name(link.lane)) + ": " + link.sentence.english() + "\n";
    return chain + why.verdict.english() + "\n";
}

analysis::Why atTheEnd(const HostRun& run, LaneId lane) {
    return analysis::whyAt(run.model, run.findings, lane, run.model.endTime());
}

TEST(Why, OfEveryLaneBlockedInADeadlockOfTenEndsInTheSameCycleOfTwo) {
    const HostRun run = runHost({"deadlock", "--set", "sleep=100ms", "--set", "threads=10"});
    ASSERT_EQ(run.outcome, "deadlock") << run.story();
    std::set<std::set<LaneId>> cycles;
    int blocked = 0;
    for (const LaneId id : run.model.lanes()) {
        const std::optional<model::Interval> last = run.model.lane(id)->at(run.model.endTime());
        if (!last || last->state != State::Blocked)
            continue;
        ++blocked;
        const analysis::Why why = atTheEnd(run, id);
        EXPECT_EQ(why.cause, Cause::Cycle) << text(why, run.model);
        EXPECT_EQ(why.cycle.size(), 2U) << text(why, run.model);
        cycles.insert(std::set(why.cycle.begin(), why.cycle.end()));
    }
    EXPECT_GE(blocked, 2);
    EXPECT_EQ(cycles.size(), 1U);
}

TEST(Why, OfAJoinOfAQueueNamesTheTaskDoneThatNobodyCanCall) {
    const HostRun run = runHost({"queue-join", "--set", "work=10ms", "--set", "forgotten=1"});
    bool said = false;
    for (const LaneId id : run.model.lanes()) {
        const std::optional<model::Interval> last = run.model.lane(id)->at(run.model.endTime());
        if (!last || last->state != State::Waiting || last->event == model::NoEvent ||
            run.model.log()[last->event].kind != trace::EventKind::DrainWait)
            continue;
        const analysis::Why why = atTheEnd(run, id);
        EXPECT_EQ(why.cause, Cause::NoneLeft) << text(why, run.model) << run.story();
        EXPECT_THAT(why.verdict.english(), ::testing::ContainsRegex("waits for 1 task_done of q .* that nobody can call"));
        said = true;
    }
    EXPECT_TRUE(said) << run.story();
}

TEST(Why, OfAWaitForAnEventThatNobodySetsSaysSo) {
    const HostRun run = runHost({"event", "--set", "delay=50ms", "--set", "set=no"});
    int waiters = 0;
    for (const LaneId id : run.model.lanes()) {
        const std::optional<model::Interval> last = run.model.lane(id)->at(run.model.endTime());
        const model::Object* object = last ? run.model.object(last->object) : nullptr;
        if (!object || object->kind != trace::ObjectKind::Event)
            continue;
        ++waiters;
        const analysis::Why why = atTheEnd(run, id);
        EXPECT_EQ(why.cause, Cause::NoneLeft) << text(why, run.model) << run.story();
        EXPECT_THAT(why.verdict.english(), ::testing::HasSubstr("which nobody left can set"));
    }
    EXPECT_GT(waiters, 0) << run.story();
}

TEST(WhoWokeIt, IsTheOneWhoSetTheEvent) {
    const HostRun run = runHost({"event", "--set", "delay=100ms", "--set", "connect=20ms"});
    int woken = 0;
    for (const LaneId id : run.model.lanes()) {
        const model::Lane* lane = run.model.lane(id);
        for (const model::Interval& interval : lane->intervals()) {
            // Between the two it may have been ready: woken, and without a processor yet.
            std::optional<model::Interval> wait = lane->before(interval);
            if (wait && wait->state == State::Ready)
                wait = lane->before(*wait);
            const model::Object* object = wait ? run.model.object(wait->object) : nullptr;
            if (!object || object->kind != trace::ObjectKind::Event || interval.state != State::Running)
                continue;
            const analysis::Waker waker = analysis::wakerAt(run.model, id, interval.begin);
            ASSERT_NE(waker.cause, model::NoEvent) << run.story();
            EXPECT_EQ(run.model.log()[waker.cause].kind, trace::EventKind::Signal);
            EXPECT_THAT(waker.sentence.english(), ::testing::HasSubstr("event.cpp:"));
            ++woken;
        }
    }
    EXPECT_GT(woken, 0) << run.story();
}

analysis::CriticalPath wholePath(const HostRun& run) {
    return analysis::criticalPath(run.model, 0, run.model.endTime());
}

std::string text(const analysis::CriticalPath& path, const model::Model& model) {
    std::string list;
    for (const auto& piece : path.pieces)
        list += std::string(model.name(piece.lane)) + " " + std::to_string(static_cast<int>(piece.state)) + " " +
                std::string(piece.object ? model.name(piece.object) : "-") + " " + model::durationText(piece.end - piece.begin) + "\n";
    return list;
}

TEST(CriticalPathOf, JoinIsTheSleepOfTheSecondThread) {
    const HostRun run = runHost({"join", "--set", "first=200ms", "--set", "second=500ms"});
    const auto path = wholePath(run);
    ASSERT_FALSE(path.shares.empty()) << run.story();
    EXPECT_EQ(run.model.name(path.shares.front().lane), "T2") << text(path, run.model);
    EXPECT_EQ(path.shares.front().state, State::Sleeping);
    EXPECT_GE(path.shares.front().ns, 500'000'000);
    for (const auto& piece : path.pieces)
        EXPECT_FALSE(run.model.name(piece.lane) == "T1" && piece.state == State::Sleeping) << text(path, run.model);
}

TEST(CriticalPathOf, ASemaphoreOfFiveWithTenThreadsIsTwoHolds) {
    const HostRun run = runHost({"semaphore", "--set", "threads=10", "--set", "permits=5", "--set", "hold=150ms"});
    const auto path = wholePath(run);
    std::vector<LaneId> holders;
    for (const auto& piece : path.pieces)
        if (piece.state == State::Sleeping)
            holders.push_back(piece.lane);
    ASSERT_EQ(holders.size(), 2U) << text(path, run.model);
    EXPECT_NE(holders[0], holders[1]);
    const auto use = std::find_if(path.uses.begin(), path.uses.end(),
                                  [&](const auto& u) { return run.model.object(u.object)->semaphore(); });
    ASSERT_NE(use, path.uses.end()) << text(path, run.model);
    EXPECT_GE(use->held, 300'000'000);
    EXPECT_EQ(use->handOvers, 1U);
}

/// How long the lanes called so sleep on the path.
Nanos asleep(const HostRun& run, const analysis::CriticalPath& path, const std::string& name) {
    Nanos sum = 0;
    for (const auto& share : path.shares)
        if (share.state == State::Sleeping && run.model.name(share.lane).starts_with(name))
            sum += share.ns;
    return sum;
}

TEST(CriticalPathOf, ProducersAndConsumersIsTheSlowerSide) {
    const HostRun slowConsumers = runHost({"producer-consumer", "--set", "produce=1ms", "--set", "consume=20ms", "--set", "items=40",
                                           "--set", "producers=1", "--set", "consumers=1", "--set", "capacity=3"});
    const auto consuming = wholePath(slowConsumers);
    EXPECT_GE(asleep(slowConsumers, consuming, "Consumer"), 700'000'000) << text(consuming, slowConsumers.model);
    EXPECT_LE(asleep(slowConsumers, consuming, "Producer"), 100'000'000) << text(consuming, slowConsumers.model);

    const HostRun slowProducers = runHost({"producer-consumer", "--set", "produce=20ms", "--set", "consume=1ms", "--set", "items=40",
                                           "--set", "producers=1", "--set", "consumers=1", "--set", "capacity=3"});
    const auto producing = wholePath(slowProducers);
    EXPECT_GE(asleep(slowProducers, producing, "Producer"), 700'000'000) << text(producing, slowProducers.model);
    EXPECT_LE(asleep(slowProducers, producing, "Consumer"), 100'000'000) << text(producing, slowProducers.model);
}

} // namespace
} // namespace braid::tests
