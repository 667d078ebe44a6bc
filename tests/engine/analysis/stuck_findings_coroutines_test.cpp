// Coroutines of loops: which are forgotten, and which only wait for their turn.

#include "tests/engine/analysis/loop_story.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::tests;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Coroutines, ThatSleepInALoopAreNoStandstill) {
    LoopStory story;
    const LaneId sleeper = story.coroutine("sleeper");
    story.turn(sleeper, 10_ms);
    story.add(Story::Kind::IoBegin, story.main, story.loop, 5);
    EXPECT_FALSE(story.standstill());
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Coroutines, ThatWaitForAThreadAreNoStandstillUntilThatIsStuck) {
    LoopStory story;
    const LaneId worker = story.thread("worker"), waits = story.coroutine("waits");
    story.turn(waits, 0, objectOf(worker));
    story.await(story.main, story.loop); // only another thread can wake it
    EXPECT_FALSE(story.standstill());
    story.await(worker, story.object(Story::Type::Event, "flag"));
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "worker waits for event flag, which nobody left can set; waits waits for worker to end, which is stuck");
}

TEST(Coroutines, ThatAreForgottenAreNamed) {
    LoopStory story;
    const LaneId forgotten = story.coroutine("forgotten"), joins = story.coroutine("joins");
    story.turn(forgotten, 0, story.object(Story::Type::Event, "answer"));
    story.turn(joins, 0, objectOf(forgotten));
    EXPECT_FALSE(story.standstill());
    story.await(story.main, story.loop);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1)) << "who awaits it and the loop stand behind it";
    EXPECT_EQ(story.message(0), "forgotten waits for event answer, which nobody left can set; joins waits for forgotten to end, which is stuck");
}

TEST(Coroutines, CannotMoveWhileAnotherOneBlocksTheirThreadForEver) {
    LoopStory story;
    const ObjectId lock = story.mutex("A");
    const LaneId holder = story.coroutine("holder"), taker = story.coroutine("taker");
    story.resume(story.main, holder);
    story.take(holder, lock);
    story.suspend(holder, 10_ms); // sleeps with the lock
    story.resume(story.main, taker);
    story.wait(taker, lock);
    EXPECT_TRUE(story.standstill()) << "the time-out is of no use to who gets no turn";
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.findings.all(), testing::Not(IsEmpty()));
}

TEST(Coroutines, ThatWentOverToOneThatEndedWaitToBeResumed) {
    LoopStory story;
    const LaneId a = story.coroutine("a", false), b = story.coroutine("b", false);
    story.resume(story.main, a);
    story.resume(a, b);
    story.end(b);
    story.resume(b, story.main);
    EXPECT_FALSE(story.standstill()) << "main may resume a";
    story.await(story.main, story.object(Story::Type::Event, "flag"));
    EXPECT_TRUE(story.standstill());
}

TEST(Coroutines, WhoseThreadHasEndedAreNoHangWhileTheProcessEnds) {
    LoopStory story;
    const LaneId hub = story.coroutine("hub");
    story.resume(story.main, hub);
    story.suspend(hub, 0); // for good: it is left as it stands
    story.end(story.main);
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Coroutines, ThatBeginAWaitAndSuspendThemselvesThenHaveHeldUpNobodyForEver) {
    LoopStory story;
    const ObjectId first = story.mutex("first"), second = story.mutex("second");
    const LaneId a = story.coroutine("a"), b = story.coroutine("b");
    story.resume(story.main, a);
    story.take(a, first);
    story.suspend(a, 0);
    story.resume(story.main, b);
    story.take(b, second);
    story.suspend(b, 0);
    story.resume(story.main, a);
    story.wait(a, second); // b is to be resumed, and a has its thread; yet a is about to suspend itself
    story.suspend(a, 0);
    story.resume(story.main, b);
    story.wait(b, first);
    story.suspend(b, 0);
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: a waits for second, held by b; b waits for first, held by a");
}

TEST(Coroutines, ANotificationForOneThatIsCancelledIsLost) {
    LoopStory story;
    const ObjectId changed = story.object(Story::Type::ConditionVariable, "changed");
    const LaneId first = story.coroutine("first"), second = story.coroutine("second");
    for (const LaneId each : {first, second}) {
        story.resume(story.main, each);
        story.add(Story::Kind::WaitBegin, each, changed);
        story.suspend(each, 0);
    }
    const LaneId notifier = story.coroutine("notifier");
    story.resume(story.main, notifier);
    story.add(Story::Kind::Signal, notifier, changed, 1);
    story.suspend(notifier, 0, objectOf(second));
    story.resume(story.main, first);
    story.add(Story::Kind::WaitEnd, first, changed, 0, trace::WaitNotifiedInVain);
    story.end(first);
    story.resume(first, story.main);
    story.await(story.main, story.loop);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, analysis::StuckCause::LostNotification);
    EXPECT_EQ(story.message(0), "second waits for condition changed, which nobody left can notify; the last notification, by notifier, was for first, which gave up "
                                "its wait; notifier waits for second to end, which is stuck");
}
