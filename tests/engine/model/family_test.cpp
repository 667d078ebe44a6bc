#include "engine/model/store/crowd.h"
#include "engine/model/store/family.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

namespace braid::tests {
namespace {

using model::Family;
using model::State;
using testing::ElementsAre;

const Family& familyOf(const Story& story, LaneId lane) {
    return story.model.families()[story.model.lane(lane)->family];
}

model::Nanos timeIn(const Family& family, State state, model::Nanos until) {
    return family.crowd->between({0, until})[0][static_cast<std::size_t>(state)];
}

TEST(NamePatterns, PutAStarForEachNumber) {
    EXPECT_EQ(model::namePattern("Thread-17"), "Thread-*");
    EXPECT_EQ(model::namePattern("worker 2.13"), "worker *");
    EXPECT_EQ(model::namePattern("client 3 (fd 9)."), "client * (fd *).");
    EXPECT_EQ(model::namePattern("main"), "main");
    EXPECT_EQ(model::namePattern("7"), "*");
    EXPECT_EQ(model::namePattern(""), "");
}

TEST(Families, AreLanesOfOneParentWhoseNamesDifferInNumbersOnly) {
    Story s;
    const LaneId p = s.process("p"), q = s.process("q");
    const LaneId main = s.thread("main", p);
    const LaneId a = s.thread("Thread-1", p), b = s.thread("Thread-2", p);
    const LaneId other = s.thread("Thread-1", q);
    EXPECT_THAT(familyOf(s, a).lanes, ElementsAre(a, b));
    EXPECT_EQ(familyOf(s, a).pattern, "Thread-*");
    EXPECT_THAT(familyOf(s, main).lanes, ElementsAre(main));
    EXPECT_THAT(familyOf(s, other).lanes, ElementsAre(other));
}

TEST(Families, FollowTheirLanesNames) {
    Story s;
    const LaneId a = s.thread("python"), b = s.thread("python"), c = s.thread("pool-1");
    s.add(Story::Kind::RenameLane, b, objectOf(b), 0, 0, "pool-2");
    EXPECT_THAT(familyOf(s, a).lanes, ElementsAre(a));
    EXPECT_THAT(familyOf(s, b).lanes, ElementsAre(c, b));
    s.add(Story::Kind::RenameLane, b, objectOf(b), 0, 0, "pool-9");
    EXPECT_THAT(familyOf(s, b).lanes, ElementsAre(c, b)) << "the same stem";
}

TEST(Families, OfManyThreadsAddUpWhatTheyDo) {
    Story s;
    std::vector<LaneId> lanes;
    for (int i = 0; i < 80; ++i)
        lanes.push_back(s.after(0).define("t" + std::to_string(i)));
    const Family& family = familyOf(s, lanes[0]);
    ASSERT_NE(family.crowd, nullptr);
    s.after(0);
    for (const LaneId lane : lanes)
        s.after(0).begin(lane);
    s.after(100_ms).add(Story::Kind::SleepBegin, lanes[3], {}, 1'000);
    s.after(100_ms).add(Story::Kind::SleepEnd, lanes[3]);
    EXPECT_NEAR(static_cast<double>(timeIn(familyOf(s, lanes[0]), State::Running, 200_ms)), 80 * 200e6 - 100e6, 2e4);
    EXPECT_NEAR(static_cast<double>(timeIn(familyOf(s, lanes[0]), State::Sleeping, 200_ms)), 100e6, 2e4);
    // One that gets another name takes along what it did.
    s.after(0).add(Story::Kind::RenameLane, lanes[3], objectOf(lanes[3]), 0, 0, "sleeper");
    EXPECT_NEAR(static_cast<double>(timeIn(familyOf(s, lanes[0]), State::Sleeping, 200_ms)), 0, 2e4);
    EXPECT_NEAR(static_cast<double>(timeIn(familyOf(s, lanes[0]), State::Running, 200_ms)), 79 * 200e6, 2e4);
    s.after(0).end(lanes[5]);
    EXPECT_NEAR(static_cast<double>(timeIn(familyOf(s, lanes[0]), State::Running, 250_ms)), 79 * 200e6 + 78 * 50e6, 2e4);
}

TEST(Objects, KnowWhoEverDidSomethingWithThem) {
    Story s;
    const LaneId a = s.thread("a"), b = s.thread("b");
    const LaneId c = s.thread("c");
    const ObjectId lock = s.mutex("A"), queue = s.object(Story::Type::Queue, "q", 2);
    s.take(b, lock);
    s.wait(a, lock);
    s.give(b, lock);
    s.take(b, lock);
    s.add(Story::Kind::Put, c, queue, 1);
    EXPECT_THAT(s.model.object(lock)->users, ElementsAre(a, b));
    EXPECT_THAT(s.model.object(queue)->users, ElementsAre(c));
}

} // namespace
} // namespace braid::tests
