#include "engine/analysis/waiting/stuck_for_good.h"

#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

#include <functional>

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

namespace {

/// Two threads take a lock each, try for the other's and give way, over and over; main waits for both.
struct GivingWay : Crossed {
    void goRounds(int times, const std::function<void()>& meanwhile = {}) {
        join(main, one);
        for (int i = 0; i < times; ++i) {
            take(one, a);
            take(two, b);
            after(10_ms).fail(one, b, trace::Failure::WouldBlock);
            fail(two, a, trace::Failure::WouldBlock);
            give(one, a);
            give(two, b);
            if (meanwhile)
                meanwhile();
            after(10_ms);
        }
    }
};

} // namespace

TEST(StuckForGood, IsALivelockOfThreadsThatHaveWhatTheOthersTryFor) {
    GivingWay story;
    story.end(story.third);
    story.goRounds(100);
    const auto stuck = story.forGood(0_ms);
    ASSERT_TRUE(stuck);
    EXPECT_EQ(story.findings.all()[stuck->finding].kind, FindingKind::Livelock);
    EXPECT_FALSE(stuck->certain) << "they may try a certain number of times";
    EXPECT_TRUE(stuck->mainWaits);
}

TEST(StuckForGood, IsNoLivelockThatIsOver) {
    GivingWay story;
    story.goRounds(100);
    ASSERT_TRUE(story.forGood(0_ms));
    story.take(story.one, story.a);
    story.take(story.one, story.b);
    EXPECT_FALSE(story.forGood(0_ms));
}

TEST(StuckForGood, IsNoLivelockInWhichWhatAnybodyMayGiveIsTriedFor) {
    GivingWay story;
    const ObjectId permits = story.object(Story::Type::Semaphore, "permits");
    story.end(story.third);
    story.join(story.main, story.one);
    for (int i = 0; i < 100; ++i)
        for (const LaneId lane : {story.one, story.two})
            story.after(10_ms).fail(lane, permits, trace::Failure::WouldBlock);
    EXPECT_FALSE(story.forGood(0_ms));
    EXPECT_FALSE(story.findings.all().empty()) << "it is told";
}
