#include "engine/analysis/figures/statistics.h"
#include "engine/model/query/statistics.h"
#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <algorithm>
#include <ctime>
#include <gtest/gtest.h>
#include <numeric>

namespace braid::tests {
namespace {

using analysis::ObjectStatistics;
using analysis::Statistics;
using model::Nanos;
using model::State;
using Kind = Story::Kind;
using Type = Story::Type;

Nanos inState(const analysis::LaneStatistics& lane, State state) { return lane.ns[static_cast<std::size_t>(state)]; }

const ObjectStatistics& of(const Statistics& all, ObjectId id) {
    return *std::find_if(all.objects.begin(), all.objects.end(), [id](const auto& o) { return o.object == id; });
}
const analysis::LaneStatistics& of(const Statistics& all, LaneId id) {
    return *std::find_if(all.lanes.begin(), all.lanes.end(), [id](const auto& l) { return l.lane == id; });
}

/// T1 takes A three times for 10, 20 and 70 ms; T2 waits for it twice, 15 and 50 ms, and takes it once in between.
struct Contended : Story {
    LaneId t1 = thread("T1"), t2 = thread("T2");
    ObjectId a = mutex("A");
    model::EventIndex longWait, longHold;
    Nanos longBegan;

    Contended() {
        take(t1, a);
        after(10_ms).give(t1, a);
        take(t1, a);
        after(5_ms).wait(t2, a);
        after(15_ms).give(t1, a);
        after(0).take(t2, a);
        after(3_ms).give(t2, a);
        longHold = take(t1, a);
        after(20_ms);
        longWait = wait(t2, a);
        longBegan = now();
        after(50_ms).give(t1, a);
    }
};

TEST(Statistics, TellSumMedianAndWorstOfWaitsAndHoldings) {
    const Contended run;
    const Nanos end = run.longBegan + 60_ms;
    const Statistics all = analysis::statistics(run.model, end);
    const ObjectStatistics& a = of(all, run.a);
    EXPECT_EQ(a.acquisitions, 4u);
    EXPECT_EQ(a.contended, 1u);
    EXPECT_DOUBLE_EQ(a.contention(), 0.25);
    EXPECT_EQ(a.waits.count, 2u);
    EXPECT_EQ(a.waits.sum, 15_ms + 60_ms) << "the open wait counts up to the moment";
    EXPECT_EQ(a.waits.median, 15_ms);
    EXPECT_EQ(a.waits.worst, 60_ms);
    EXPECT_EQ(a.waits.worstEvent, run.longWait);
    EXPECT_EQ(a.waits.worstLane, run.t2);
    EXPECT_EQ(a.holds.count, 4u);
    EXPECT_EQ(a.holds.sum, 10_ms + 20_ms + 3_ms + 70_ms);
    EXPECT_EQ(a.holds.median, 10_ms);
    EXPECT_EQ(a.holds.worst, 70_ms);
    EXPECT_EQ(a.holds.worstEvent, run.longHold);
    EXPECT_EQ(a.holds.worstLane, run.t1);
    EXPECT_EQ(a.busy, 103_ms);
    EXPECT_EQ(a.lanes, 2u);
    // (3 + 1)² / (2 · (9 + 1))
    ASSERT_TRUE(a.fairOften);
    EXPECT_DOUBLE_EQ(*a.fairOften, 0.8);
}

TEST(Statistics, CountOnlyThePartThatLiesInTheStretch) {
    const Contended run;
    // From the middle of the long wait for 10 ms.
    const Nanos from = run.longBegan + 20_ms;
    const Statistics part = analysis::statistics(run.model, run.now(), {{from, from + 10_ms}});
    EXPECT_FALSE(part.whole);
    EXPECT_EQ(part.duration(), 10_ms);
    EXPECT_EQ(part.events, 0u);
    const ObjectStatistics& a = of(part, run.a);
    EXPECT_EQ(a.acquisitions, 0u);
    EXPECT_EQ(a.waits.count, 1u);
    EXPECT_EQ(a.waits.sum, 10_ms);
    EXPECT_EQ(a.waits.worstEvent, run.longWait);
    EXPECT_EQ(a.holds.sum, 10_ms);
    EXPECT_EQ(inState(of(part, run.t2), State::Blocked), 10_ms);
    EXPECT_EQ(inState(of(part, run.t1), State::Running), 10_ms);
    EXPECT_EQ(of(part, run.t2).lived, 10_ms);
}

TEST(Statistics, GiveALaneItsShareOfEachStateAndItsWorstWait) {
    const Contended run;
    const Statistics all = analysis::statistics(run.model, run.now());
    const analysis::LaneStatistics& t2 = of(all, run.t2);
    EXPECT_EQ(inState(t2, State::Blocked), 65_ms);
    EXPECT_EQ(t2.waits.count, 2u);
    EXPECT_EQ(t2.waits.worst, 50_ms);
    EXPECT_EQ(t2.waits.worstEvent, run.longWait);
    EXPECT_EQ(t2.stretches[static_cast<std::size_t>(State::Blocked)], 2u);
    EXPECT_EQ(t2.events, 5u) << "begins, waits twice, takes, gives";
    EXPECT_EQ(std::accumulate(t2.ns.begin(), t2.ns.end(), Nanos{0}), t2.lived);
}

TEST(Statistics, OfAQueueTellItsThroughputDepthAndTheTimeInIt) {
    Story run;
    const LaneId producer = run.thread("P"), consumer = run.thread("C");
    const ObjectId queue = run.object(Type::Queue, "Q", 2);
    run.after(10_ms).add(Kind::Put, producer, queue, 1);
    run.after(10_ms).add(Kind::Put, producer, queue, 2);
    run.after(10_ms).add(Kind::PutWait, producer, queue, 0, 0, {}, false);
    run.after(10_ms).add(Kind::Get, consumer, queue, 1);
    run.after(0).add(Kind::Put, producer, queue, 3);
    run.after(30_ms);
    const auto late = run.add(Kind::Get, consumer, queue, 2);
    const Statistics all = analysis::statistics(run.model, run.now());
    const ObjectStatistics& q = of(all, queue);
    ASSERT_TRUE(q.flow);
    EXPECT_EQ(q.flow->puts, 3u);
    EXPECT_EQ(q.flow->gets, 2u);
    EXPECT_EQ(q.flow->residence.count, 2u);
    EXPECT_EQ(q.flow->residence.sum, 30_ms + 50_ms);
    EXPECT_EQ(q.flow->residence.worst, 50_ms);
    EXPECT_EQ(q.flow->residence.worstEvent, late);
    EXPECT_EQ(q.waits.sum, 10_ms) << "the producer's wait for room";
    EXPECT_EQ(q.maxDepth, 2);
    // 10 ms at 1, 50 ms at 2 (the last moment is the end).
    EXPECT_NEAR(q.meanDepth, (10.0 + 2 * 50) / (static_cast<double>(run.now()) / 1e6), 1e-9);
    EXPECT_NEAR(all.perSecond(q.flow->gets), 2e9 / static_cast<double>(run.now()), 1e-9);
}

TEST(Statistics, OfADescriptorTellCallsBytesAndFailures) {
    Story run;
    const LaneId lane = run.thread("T");
    const ObjectId fd = run.object(Type::Descriptor, "socket");
    const auto call = [](trace::IoCall which) { return static_cast<std::uint32_t>(which) << trace::IoCallShift; };
    const auto wait = run.add(Kind::IoBegin, lane, fd, 5, call(trace::IoCall::Receive));
    run.after(8_ms).add(Kind::IoBegin, lane, fd, 5, call(trace::IoCall::Receive) | trace::IoCopying);
    run.add(Kind::IoEnd, lane, fd, 100, call(trace::IoCall::Receive) | trace::IoCopying);
    run.add(Kind::IoEnd, lane, fd, 40, call(trace::IoCall::Send));
    run.add(Kind::IoEnd, lane, fd, static_cast<std::uint64_t>(-11), call(trace::IoCall::Receive));
    const Statistics all = analysis::statistics(run.model, run.now());
    const ObjectStatistics& socket = of(all, fd);
    ASSERT_TRUE(socket.calls);
    EXPECT_EQ(socket.calls->calls, 3u);
    EXPECT_EQ(socket.calls->failed, 1u);
    EXPECT_EQ(socket.calls->received, 100u);
    EXPECT_EQ(socket.calls->sent, 40u);
    EXPECT_EQ(socket.waits.sum, 8_ms) << "copying is not waiting";
    EXPECT_EQ(socket.waits.worstEvent, wait);
}

TEST(Statistics, AgreeWithTheModelsOwnSumsOnRandomRuns) {
    for (std::uint64_t number = 1; number <= 20; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun run(story, seed, 5, 3, seed % 2 == 0 ? RandomRun::Order::Kept : RandomRun::Order::Any);
        run.run(600);
        const Nanos end = story.now() + 7_ms;
        const Statistics all = analysis::statistics(story.model, end);
        EXPECT_EQ(all.events, story.model.log().size());
        for (const ObjectStatistics& object : all.objects) {
            const model::ObjectStatistics known = model::statistics(*story.model.object(object.object), end);
            EXPECT_EQ(object.acquisitions, known.acquisitions);
            EXPECT_EQ(object.contended, known.contended);
            EXPECT_EQ(object.waits.sum, known.waitNs);
            EXPECT_EQ(object.holds.sum, known.holdNs);
            EXPECT_EQ(object.maxDepth, known.maxDepth);
        }
        for (const analysis::LaneStatistics& lane : all.lanes)
            EXPECT_EQ(lane.ns, model::stateTimes(*story.model.lane(lane.lane), end));
    }
}

TEST(Statistics, OfTwoStretchesAddUpToThoseOfBoth) {
    for (std::uint64_t number = 1; number <= 10; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 5, 3, RandomRun::Order::Kept).run(400);
        const Nanos end = story.now() + 3_ms, cut = static_cast<Nanos>(number) * end / 11;
        const Statistics whole = analysis::statistics(story.model, end);
        const Statistics left = analysis::statistics(story.model, end, {{0, cut}});
        const Statistics right = analysis::statistics(story.model, end, {{end, cut}}); // either way round
        EXPECT_EQ(left.events + right.events, whole.events);
        for (std::size_t i = 0; i < whole.objects.size(); ++i) {
            const auto &a = left.objects[i], &b = right.objects[i], &both = whole.objects[i];
            EXPECT_EQ(a.acquisitions + b.acquisitions, both.acquisitions);
            EXPECT_EQ(a.contended + b.contended, both.contended);
            EXPECT_EQ(a.waits.sum + b.waits.sum, both.waits.sum);
            EXPECT_EQ(a.holds.sum + b.holds.sum, both.holds.sum);
            EXPECT_EQ(a.busy + b.busy, both.busy);
            EXPECT_EQ(std::max(a.maxDepth, b.maxDepth), both.maxDepth);
        }
        for (std::size_t i = 0; i < whole.lanes.size(); ++i) {
            EXPECT_EQ(left.lanes[i].lived + right.lanes[i].lived, whole.lanes[i].lived);
            EXPECT_EQ(left.lanes[i].waits.sum + right.lanes[i].waits.sum, whole.lanes[i].waits.sum);
        }
    }
}

TEST(Statistics, InStepsAreThoseOfOneGoWhileTheRunGrows) {
    Story story;
    const tests::Seed seed(7);
    RandomRun run(story, seed, 6, 4, RandomRun::Order::Kept);
    run.run(500);
    const Nanos end = story.now();
    const Statistics once = analysis::statistics(story.model, end);
    analysis::Survey survey(story.model, end);
    std::size_t steps = 1;
    for (; !survey.advance(50); ++steps) {
        run.run(20);
        EXPECT_GE(survey.progress(), 0);
        EXPECT_LE(survey.progress(), 1);
    }
    EXPECT_GT(steps, 10u);
    const Statistics slowly = survey.take();
    EXPECT_EQ(slowly.events, once.events);
    ASSERT_EQ(slowly.objects.size(), once.objects.size());
    for (std::size_t i = 0; i < once.objects.size(); ++i) {
        EXPECT_EQ(slowly.objects[i].waits.sum, once.objects[i].waits.sum);
        EXPECT_EQ(slowly.objects[i].acquisitions, once.objects[i].acquisitions);
    }
}

TEST(Statistics, SurviveAnyEventsAtAll) {
    for (std::uint64_t number = 1; number <= 30; ++number) {
        const tests::Seed seed(number);
        std::mt19937_64 random(seed);
        model::Model model;
        for (int i = 0; i < 400; ++i)
            model.apply(anyEvent(random));
        const Statistics all = analysis::statistics(model, model.endTime());
        EXPECT_EQ(all.events, model.log().size());
        const Statistics part = analysis::statistics(model, model.endTime(), {{-5, model.endTime() / 2}});
        EXPECT_LE(part.events, all.events);
    }
}

/// Processor time of the statistics of a run of `rounds` waits, takes and gives, in seconds: the best of three, and what other
/// load on the machine takes away does not count.
double costOf(int rounds) {
    Story story;
    std::vector<LaneId> lanes;
    for (int i = 0; i < 100; ++i)
        lanes.push_back(story.thread("T" + std::to_string(i)));
    std::vector<ObjectId> locks;
    for (int i = 0; i < 10; ++i)
        locks.push_back(story.mutex("L" + std::to_string(i)));
    for (int i = 0; i < rounds; ++i) {
        const LaneId lane = lanes[static_cast<std::size_t>(i) % lanes.size()];
        const ObjectId lock = locks[static_cast<std::size_t>(i) % locks.size()];
        story.after(500).wait(lane, lock);
        story.after(500).take(lane, lock);
        story.after(500).give(lane, lock);
    }
    const auto seconds = [] {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    };
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const double begin = seconds();
        const Statistics all = analysis::statistics(story.model, story.now());
        best = std::min(best, seconds() - begin);
        EXPECT_EQ(all.objects.front().waits.count, static_cast<std::size_t>((rounds + 9) / 10));
    }
    return best;
}

TEST(Statistics, OfAMillionEventsCostAboutTenTimesThoseOfAHundredThousand) {
    constexpr int Rounds = 33'334; // of three events
    const double few = costOf(Rounds), many = costOf(10 * Rounds);
    RecordProperty("milliseconds", static_cast<int>(1e3 * many));
    EXPECT_LT(many, 40 * few) << "linear up to a logarithm, and caches that no longer hold it all";
}

TEST(Fairness, IsOneWhereAllGetTheSameAndOneOverNWhereOneGetsAll) {
    EXPECT_DOUBLE_EQ(*analysis::fairness({5, 5, 5, 5}), 1);
    EXPECT_DOUBLE_EQ(*analysis::fairness({7, 0, 0, 0}), 0.25);
    EXPECT_DOUBLE_EQ(*analysis::fairness({1, 2}), 0.9);
    EXPECT_FALSE(analysis::fairness({3}));
    EXPECT_FALSE(analysis::fairness({0, 0}));
}

TEST(Spread, TakesPercentilesByNearestRank) {
    std::vector<analysis::Sample> samples;
    for (model::EventIndex i = 0; i < 200; ++i)
        samples.push_back({static_cast<Nanos>((i * 37) % 200 + 1), i, LaneId{1}});
    const analysis::Spread spread = analysis::spreadOf(samples);
    EXPECT_EQ(spread.median, 100);
    EXPECT_EQ(spread.p99, 198);
    EXPECT_EQ(spread.worst, 200);
    EXPECT_EQ(spread.sum, 200 * 201 / 2);
    samples.clear();
    EXPECT_EQ(analysis::spreadOf(samples).count, 0u);
}

} // namespace
} // namespace braid::tests
