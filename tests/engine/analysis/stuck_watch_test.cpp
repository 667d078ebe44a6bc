#include "engine/analysis/waiting/stuck_watch.h"

#include "engine/analysis/waiting/stuck.h"
#include "tests/engine/analysis/watched.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;

namespace {

/// Threads that wait for a permit each, of semaphores that one has given to before and gives to again.
struct Served : Story {
    Served() {
        afterEach = [this](const model::Model& seen) { watch.update(seen, static_cast<model::EventIndex>(seen.log().size() - 1)); };
        giver = thread("giver");
        for (int i = 0; i < 20; ++i) {
            lanes.push_back(thread("T" + std::to_string(i)));
            permits.push_back(object(Type::Semaphore, "s" + std::to_string(i)));
            after(1000).give(giver, permits.back(), 1);
            after(1000).take(lanes.back(), permits.back());
            after(1000).wait(lanes.back(), permits.back());
        }
    }
    [[nodiscard]] bool worthIt() { return watch.worthALook(model); }

    StuckWatch watch;
    LaneId giver;
    std::vector<LaneId> lanes;
    std::vector<ObjectId> permits;
};

TEST(StuckWatch, FindsNothingWhereSomebodyWhoMovesHasGivenBefore) {
    Served story;
    EXPECT_FALSE(story.worthIt());
    story.after(300_ms).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_FALSE(story.worthIt());
}

TEST(StuckWatch, SeesAtOnceThatTheOwnerOfALockHasEnded) {
    Served story;
    const LaneId gone = story.thread("gone"), waits = story.thread("waits");
    const ObjectId lock = story.mutex("m");
    story.take(gone, lock);
    story.end(gone);
    EXPECT_FALSE(story.worthIt());
    story.wait(waits, lock);
    EXPECT_TRUE(story.worthIt());
}

TEST(StuckWatch, SeesARingThatNobodyOutsideHasToDoWithOnceItIsOldEnough) {
    Served story;
    const LaneId one = story.thread("one"), two = story.thread("two");
    const ObjectId a = story.object(Story::Type::Semaphore, "a", 1), b = story.object(Story::Type::Semaphore, "b", 1);
    story.take(one, a);
    story.take(two, b);
    story.wait(one, b);
    story.wait(two, a);
    EXPECT_FALSE(story.worthIt()) << "somebody may come";
    story.after(ShortestHang).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_TRUE(story.worthIt());
    story.after(1_ms).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_FALSE(story.worthIt()) << "it was said, and nothing has changed";
}

TEST(StuckWatch, FollowsTheOwnersOfLocksToTheEnd) {
    Served story;
    const LaneId root = story.thread("root");
    const ObjectId never = story.object(Story::Type::Event, "never");
    LaneId before = root;
    for (int i = 0; i < 20; ++i) {
        const ObjectId lock = story.mutex("m" + std::to_string(i));
        const LaneId next = story.thread("L" + std::to_string(i));
        story.take(before, lock);
        story.wait(next, lock);
        before = next;
    }
    EXPECT_FALSE(story.worthIt()) << "the one who has the first lock moves";
    story.await(root, never);
    story.after(ShortestHang).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_TRUE(story.worthIt());
}

TEST(StuckWatch, ForgetsAWaitThatIsOver) {
    Served story;
    const LaneId waits = story.thread("waits");
    const ObjectId event = story.object(Story::Type::Event, "e");
    story.await(waits, event);
    EXPECT_FALSE(story.worthIt());
    story.add(Story::Kind::WaitEnd, waits, event);
    story.after(ShortestHang).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_FALSE(story.worthIt());
}

TEST(StuckWatch, AsksAgainForWhomTheOneWhoHelpedHasEnded) {
    Served story;
    story.after(ShortestHang).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_FALSE(story.worthIt()) << "the giver moves";
    const LaneId other = story.thread("other");
    story.end(story.giver);
    story.after(4 * ShortestHang).add(Story::Kind::Print, other, {}, 0, 0, "I give nothing");
    EXPECT_TRUE(story.worthIt());
}

TEST(StuckWatch, AsksAgainForWhomTheOneWhoHelpedIsStuckItself) {
    Served story;
    story.after(ShortestHang).add(Story::Kind::Print, story.giver, {}, 0, 0, "still here");
    EXPECT_FALSE(story.worthIt()) << "the giver moves";
    const LaneId other = story.thread("other");
    story.wait(story.giver, story.object(Story::Type::Semaphore, "nobody's"));
    story.after(4 * ShortestHang).add(Story::Kind::Print, other, {}, 0, 0, "I give nothing");
    EXPECT_TRUE(story.worthIt());
}

TEST(StuckWatch, TellsAWaitFromTheNextOneOfTheSameLane) {
    Served story;
    const LaneId waits = story.thread("waits"), gone = story.thread("gone");
    const ObjectId event = story.object(Story::Type::Event, "e"), lock = story.mutex("m");
    story.take(gone, lock);
    story.end(gone);
    story.await(waits, event);
    EXPECT_FALSE(story.worthIt());
    story.add(Story::Kind::WaitEnd, waits, event);
    story.wait(waits, lock);
    EXPECT_TRUE(story.worthIt());
}

TEST(StuckWatch, LeadsToWhomOnlyTheOwnerOfALockCouldHelpWithoutALookAtAllOfVeryManyLanes) {
    Watched story;
    const LaneId giver = story.thread("giver");
    const ObjectId permits = story.object(Story::Type::Semaphore, "permits");
    story.give(giver, permits, 1);
    for (int i = 0; i < 50'000; ++i)
        story.wait(story.thread("T"), permits);
    story.findings.findStuck(story.model);
    ASSERT_TRUE(story.findings.all().empty());
    const LaneId gone = story.thread("gone"), waits = story.thread("waits");
    const ObjectId lock = story.mutex("m");
    story.take(gone, lock);
    story.end(gone);
    story.wait(waits, lock);
    story.findings.findStuck(story.model); // one call: too few for another look at all of them
    ASSERT_EQ(story.findings.all().size(), 1U);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::OwnerGone);
    EXPECT_EQ(story.findings.all()[0].lanes, std::vector{waits});
    for (int i = 0; i < 10; ++i) {
        story.after(ShortestHang / 8).add(Story::Kind::Print, giver, {}, 0, 0, "still here");
        story.findings.findStuck(story.model);
    }
    EXPECT_EQ(story.findings.all().size(), 1U) << "it is told once, and the look at all of them does not take it back";
}

} // namespace
