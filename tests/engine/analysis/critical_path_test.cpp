#include "engine/analysis/figures/critical_path.h"

#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;

namespace {

using Kind = Story::Kind;
using Type = Story::Type;

CriticalPath whole(const Story& story) {
    return criticalPath(story.model, 0, story.model.endTime());
}

Nanos share(const CriticalPath& path, LaneId lane, State state) {
    Nanos sum = 0;
    for (const PathShare& part : path.shares)
        if (part.lane == lane && part.state == state)
            sum += part.ns;
    return sum;
}

void sleeps(Story& story, LaneId lane, Nanos begin, Nanos end) {
    story.after(begin - story.now()).add(Kind::SleepBegin, lane, {}, static_cast<std::uint64_t>(end - begin));
}

} // namespace

TEST(CriticalPath, OfJoinIsTheSleepOfTheThreadThatEndsLast) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId first = story.define("first"), second = story.define("second");
    story.start(main, first);
    story.start(main, second);
    story.begin(first);
    story.begin(second);
    story.add(Kind::SleepBegin, first, {}, 1);
    story.add(Kind::SleepBegin, second, {}, 1);
    story.join(main, first);
    story.after(200_ms).add(Kind::SleepEnd, first);
    story.end(first);
    story.joined(main, first);
    story.join(main, second);
    story.after(300_ms).add(Kind::SleepEnd, second);
    story.end(second);
    story.joined(main, second);
    story.end(main);
    const CriticalPath path = whole(story);
    EXPECT_EQ(path.shares.front().lane, second);
    EXPECT_EQ(path.shares.front().state, State::Sleeping);
    EXPECT_GT(share(path, second, State::Sleeping), 500_ms);
    EXPECT_EQ(share(path, first, State::Sleeping), 0);
    EXPECT_EQ(share(path, main, State::Waiting), 0);
    for (std::size_t i = 0; i + 1 < path.pieces.size(); ++i)
        EXPECT_LE(path.pieces[i].end, path.pieces[i + 1].begin);
}

TEST(CriticalPath, OfAContendedLockRunsThroughItsHolders) {
    Story story;
    const LaneId main = story.thread("main");
    const ObjectId lock = story.mutex("A");
    std::vector<LaneId> lanes;
    for (int i = 0; i < 3; ++i) {
        lanes.push_back(story.define("T" + std::to_string(i + 1)));
        story.start(main, lanes.back());
        story.begin(lanes.back());
    }
    story.take(lanes[0], lock);
    story.wait(lanes[1], lock);
    story.wait(lanes[2], lock);
    story.join(main, lanes[2]);
    for (std::size_t i = 0; i < 3; ++i) {
        story.add(Kind::SleepBegin, lanes[i], {}, 1);
        story.after(100_ms).add(Kind::SleepEnd, lanes[i]);
        story.give(lanes[i], lock);
        if (i < 2)
            story.take(lanes[i + 1], lock);
    }
    for (const LaneId lane : lanes)
        story.end(lane);
    story.joined(main, lanes[2]);
    const CriticalPath path = whole(story);
    for (const LaneId lane : lanes)
        EXPECT_EQ(share(path, lane, State::Sleeping), 100_ms) << lane.value;
    for (const LaneId lane : lanes)
        EXPECT_EQ(share(path, lane, State::Blocked), 0);
}

TEST(CriticalPath, OfAFullQueueIsTheSlowerSide) {
    Story story;
    const LaneId producer = story.thread("producer"), consumer = story.thread("consumer");
    const ObjectId queue = story.object(Type::Queue, "q", 1);
    for (std::uint64_t i = 1; i <= 10; ++i) {
        if (i > 2) { // the consumer takes the last but one away when it is done with the one before
            story.add(Kind::PutWait, producer, queue, 0, 0, {}, false);
            story.after(50_ms).add(Kind::SleepEnd, consumer);
            story.add(Kind::Get, consumer, queue, i - 1);
            story.add(Kind::SleepBegin, consumer, {}, 1);
        }
        story.add(Kind::Put, producer, queue, i);
        if (i == 1) {
            story.add(Kind::Get, consumer, queue, 1);
            story.add(Kind::SleepBegin, consumer, {}, 1);
        }
    }
    const CriticalPath path = whole(story);
    EXPECT_EQ(path.shares.front().lane, consumer);
    EXPECT_GE(share(path, consumer, State::Sleeping), 390_ms);
    EXPECT_EQ(share(path, producer, State::Waiting), 0);
}

TEST(CriticalPath, OfAStretchBeginsAndEndsWithIt) {
    Story story;
    const LaneId lane = story.thread("t");
    sleeps(story, lane, 10_ms, 60_ms);
    story.after(50_ms).add(Kind::SleepEnd, lane);
    story.after(50_ms).end(lane);
    const CriticalPath path = criticalPath(story.model, 30_ms, 80_ms);
    EXPECT_EQ(path.pieces.front().begin, 30_ms);
    EXPECT_EQ(path.pieces.back().end, 80_ms);
    EXPECT_EQ(share(path, lane, State::Sleeping), 30_ms);
    EXPECT_EQ(share(path, lane, State::Running), 20_ms);
}

TEST(CriticalPath, NeverOverlapsItselfAndAlwaysEnds) {
    for (std::uint64_t number = 1; number <= 12; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 6, 3, RandomRun::Order::Kept).run(1500);
        const CriticalPath path = whole(story);
        ASSERT_FALSE(path.pieces.empty());
        for (std::size_t i = 0; i + 1 < path.pieces.size(); ++i)
            ASSERT_LE(path.pieces[i].end, path.pieces[i + 1].begin);
    }
    for (std::uint64_t number = 1; number <= 20; ++number) {
        const tests::Seed seed(number);
        std::mt19937_64 random(seed);
        Model model;
        for (int i = 0; i < 1500; ++i)
            model.apply(anyEvent(random));
        (void)criticalPath(model, 0, model.endTime());
    }
}
