#include "engine/analysis/waiting/stuck_for_good.h"

#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;

namespace {

/// Two threads of a program wait for each other's lock, and there are others.
struct Crossed : Watched {
    LaneId program = process("program"), main = thread("main", program), one = thread("one", program), two = thread("two", program);
    LaneId third = thread("third", program);
    ObjectId a = mutex("a"), b = mutex("b");

    void cross() {
        take(one, a);
        take(two, b);
        wait(one, b);
        wait(two, a);
    }
    [[nodiscard]] std::optional<StuckForGood> forGood(model::Nanos later) {
        findings.findStuck(model);
        return stuckForGood(model, findings.all(), model.endTime() + later);
    }
};

} // namespace

TEST(StuckForGood, IsAProgramWhoseFirstThreadWaitsForADeadlockWhileOthersWork) {
    Crossed story;
    story.cross();
    story.join(story.main, story.one);
    const auto stuck = story.forGood(1'000_ms);
    ASSERT_TRUE(stuck);
    EXPECT_TRUE(stuck->mainWaits);
    EXPECT_TRUE(stuck->certain);
    EXPECT_EQ(story.findings.all()[stuck->finding].kind, FindingKind::Deadlock);
}

TEST(StuckForGood, IsNoneWhileTheOthersWork) {
    Crossed story;
    story.cross();
    EXPECT_FALSE(story.forGood(1'000_ms)) << "main and the third thread run";
}

TEST(StuckForGood, IsAProgramWhoseOtherThreadsOnlySleep) {
    Crossed story;
    story.cross();
    for (const LaneId lane : {story.main, story.third})
        story.add(Story::Kind::SleepBegin, lane, {}, 100'000'000'000);
    const auto stuck = story.forGood(10'000_ms);
    ASSERT_TRUE(stuck);
    EXPECT_FALSE(stuck->mainWaits);
}

TEST(StuckForGood, IsNoneWhereNobodyIsStuck) {
    Crossed story;
    story.take(story.one, story.a);
    story.wait(story.main, story.a);
    for (const LaneId lane : {story.one, story.two, story.third})
        story.add(Story::Kind::SleepBegin, lane, {}, 100'000'000'000);
    EXPECT_FALSE(story.forGood(10'000_ms));
}

TEST(StuckForGood, IsNoCertaintyWhereSomeoneWhoMovesMightStillGiveIt) {
    Crossed story;
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(story.main, flag);
    for (int i = 0; i < 10; ++i)
        for (const LaneId lane : {story.one, story.two, story.third}) {
            story.add(Story::Kind::SleepBegin, lane, {}, 20'000'000);
            story.after(20_ms).add(Story::Kind::SleepEnd, lane);
        }
    const auto stuck = story.forGood(1'000_ms);
    ASSERT_TRUE(stuck);
    EXPECT_FALSE(stuck->certain);
}

TEST(StuckForGood, KnowsThatWhatLiesInAProcessIsReachedByItsOwnThreadsOnly) {
    Crossed story;
    const LaneId child = story.process("child", story.program);
    const LaneId first = story.thread("first", child);
    story.await(first, story.object(Story::Type::Inside, "something inside libc.so.6"));
    story.join(story.main, child);
    for (int i = 0; i < 10; ++i)
        for (const LaneId lane : {story.one, story.two, story.third}) {
            story.add(Story::Kind::SleepBegin, lane, {}, 20'000'000);
            story.after(20_ms).add(Story::Kind::SleepEnd, lane);
        }
    const auto stuck = story.forGood(1'000_ms);
    ASSERT_TRUE(stuck);
    EXPECT_TRUE(stuck->certain);
    EXPECT_TRUE(stuck->mainWaits);
}
