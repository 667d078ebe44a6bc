#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST(Hang, OnAnEventThatNobodyCanSet) {
    Watched story;
    const LaneId main = story.thread("main");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    for (int i = 1; i <= 5; ++i)
        story.await(story.thread("T" + std::to_string(i)), flag);
    EXPECT_FALSE(story.standstill()) << "main could still set it";
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.end(main);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Hang);
    EXPECT_EQ(story.message(0), "5 threads wait for event flag, which nobody left can set");
    EXPECT_THAT(story.findings.all()[0].lanes, SizeIs(5));
    EXPECT_EQ(story.findings.standstillOutcome(), trace::Outcome::Hang) << "no cycle: it is not called a deadlock";
}

TEST(Hang, TellsOfTheOneWhoJoinsInTheSameBreath) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("T1");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(a, flag);
    story.join(main, a);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0),
              "T1 waits for event flag, which nobody left can set; main waits for T1 to end, which is stuck");
}

TEST(Hang, IsNoneForWhoJoinsADeadlockedThread) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.join(main, a);
    story.wait(a, lock);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_EQ(story.findings.standstillOutcome(), trace::Outcome::Deadlock);
}

TEST(Hang, OnAForgottenTaskDone) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("worker", {}, true);
    const ObjectId queue = story.object(Story::Type::Queue, "q", 0);
    story.add(Story::Kind::Put, main, queue, 1);
    story.add(Story::Kind::Get, worker, queue, 1);
    story.add(Story::Kind::DrainWait, main, queue);
    EXPECT_FALSE(story.standstill());
    story.add(Story::Kind::GetWait, worker, queue);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1)) << "a daemon that waits for work is nothing to tell of";
    EXPECT_EQ(story.message(0), "main waits for 1 task_done that nobody can call (q)");
}

TEST(Hang, OnALockWhoseOwnerHasEnded) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.wait(b, lock);
    EXPECT_FALSE(story.standstill());
    story.end(a);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "T2 waits for A, held by T1, which has ended");
}

TEST(Hang, OnASemaphoreWhosePermitsAreHeldByThoseWhoWaitForIt) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId semaphore = story.object(Story::Type::Semaphore, "S", 2);
    story.take(a, semaphore);
    story.take(b, semaphore);
    story.wait(a, semaphore);
    story.wait(b, semaphore);
    story.end(c);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "2 threads wait for a permit of S; all are held by T1, T2, stuck as well");
}

TEST(Hang, BehindASemaphoreWhoseHolderHangsElsewhereIsNoFindingOfItsOwn) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId semaphore = story.object(Story::Type::Semaphore, "S", 1),
                   flag = story.object(Story::Type::Event, "flag");
    story.take(a, semaphore);
    story.await(a, flag);
    story.wait(b, semaphore);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "T1 waits for event flag, which nobody left can set");
}

TEST(Hang, OnConditionBarrierLatchQueueAndUnstartedThread) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3"), d = story.thread("T4"),
                 e = story.thread("T5"), f = story.thread("T6"), g = story.thread("T7");
    const LaneId unstarted = story.define("T8");
    story.await(a, story.object(Story::Type::ConditionVariable, "cond"));
    story.await(b, story.object(Story::Type::Barrier, "bar", 3));
    story.await(c, story.object(Story::Type::Latch, "latch", 2));
    story.add(Story::Kind::GetWait, d, story.object(Story::Type::Queue, "in", 0));
    const ObjectId full = story.object(Story::Type::Queue, "out", 1);
    story.add(Story::Kind::Put, e, full, 1);
    story.add(Story::Kind::PutWait, e, full);
    story.join(f, unstarted);
    story.wait(g, story.object(Story::Type::Semaphore, "S", 0));
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    std::vector<std::string> messages;
    for (const Finding& finding : story.findings.all())
        messages.push_back(finding.message.english());
    EXPECT_THAT(messages, UnorderedElementsAre("T1 waits for condition cond, which nobody left can notify",
                                               "T2 waits at barrier bar for 2 more, who cannot come",
                                               "T3 waits for latch latch, which nobody left can count down from 2",
                                               "T4 waits for an item of in, which nobody left can put",
                                               "T5 waits for room in out, which nobody left can make",
                                               "T6 waits for T8 to end, which was never started",
                                               "T7 waits for a permit of S, which nobody left can release"));
}

TEST(Hang, IsNamedAfterTheRunWasStoppedButNotAfterItFinished) {
    for (const trace::Outcome outcome :
         {trace::Outcome::Deadlock, trace::Outcome::Hang, trace::Outcome::TimedOut, trace::Outcome::Finished}) {
        Watched story;
        const LaneId process = story.process("p");
        story.await(story.thread("T1", process), story.object(Story::Type::Event, "flag"));
        story.model.finish(story.now() + 5_ms, outcome);
        story.findings.nameHangs(story.model);
        EXPECT_THAT(story.findings.all(), SizeIs(outcome == trace::Outcome::Finished ? 0 : 1));
    }
}

TEST(Hang, OfAPartOfTheRunIsNamedWhenTheRestWasStopped) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), runs = story.thread("T3");
    const ObjectId lock = story.mutex("A"), flag = story.object(Story::Type::Event, "flag");
    story.take(a, lock);
    story.end(a);
    story.wait(b, lock);
    const LaneId waits = story.thread("T4");
    story.await(waits, flag);
    story.add(Story::Kind::SleepBegin, runs, {}, 1'000'000);
    story.model.finish(story.now() + 5_ms, trace::Outcome::Stopped);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1)) << "T3 might have set the flag, but not released the lock";
    EXPECT_EQ(story.message(0), "T2 waits for A, held by T1, which has ended");
}

TEST(Standstill, IsNoneWhileSomebodyCanMove) {
    Watched story;
    const LaneId a = story.thread("T1");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    EXPECT_FALSE(story.standstill()) << "runs";
    story.add(Story::Kind::SleepBegin, a, {}, 1'000'000);
    EXPECT_FALSE(story.standstill()) << "sleeps";
    story.add(Story::Kind::SleepEnd, a);
    story.add(Story::Kind::IoBegin, a, {}, 3);
    EXPECT_FALSE(story.standstill()) << "waits for data";
    story.add(Story::Kind::IoEnd, a);
    story.await(a, flag, 100_ms);
    EXPECT_FALSE(story.standstill()) << "waits with a time-out";
    story.wake(a, flag, true);
    story.await(a, flag);
    EXPECT_TRUE(story.standstill());
}

TEST(Standstill, IsNoneWhileSomethingAwaitedIsThere) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId flag = story.object(Story::Type::Event, "flag"),
                   condition = story.object(Story::Type::ConditionVariable, "c");
    const ObjectId queue = story.object(Story::Type::Queue, "q", 1);
    story.await(b, flag);
    story.signal(a, flag);
    story.add(Story::Kind::Clear, a, flag);
    story.add(Story::Kind::GetWait, a, queue);
    EXPECT_FALSE(story.standstill()) << "T2 was let go before the flag went down again";
    story.wake(b, flag);
    story.add(Story::Kind::Put, b, queue, 1);
    story.await(b, condition);
    EXPECT_FALSE(story.standstill()) << "there is an item";
    story.add(Story::Kind::Get, a, queue, 1);
    story.signal(a, condition, 1);
    story.await(a, flag);
    EXPECT_FALSE(story.standstill()) << "T2 was notified";
    story.wake(b, condition);
    story.join(b, a);
    EXPECT_TRUE(story.standstill());
}

TEST(Standstill, IsNoneWhileALockIsStillToBeGivenBackForAWait) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A"), other = story.mutex("B");
    const ObjectId condition = story.object(Story::Type::ConditionVariable, "c");
    story.take(a, other);
    story.take(a, lock);
    story.wait(b, lock);
    story.await(a, condition); // recorded before the lock is released
    EXPECT_FALSE(story.standstill());
    story.give(a, lock);
    EXPECT_FALSE(story.standstill()) << "T2 can take it";
    story.take(b, lock);
    story.await(b, condition);
    EXPECT_FALSE(story.standstill());
    story.give(b, lock);
    EXPECT_TRUE(story.standstill());
}

TEST(Standstill, WaitsForLanesThatAreStillToBegin) {
    Watched story;
    const LaneId process = story.process("p");
    const LaneId main = story.define("main", trace::LaneKind::Thread, process);
    EXPECT_FALSE(story.standstill()) << "the first thread begins by itself";
    story.begin(main);
    const LaneId child = story.define("T1", trace::LaneKind::Thread, process);
    story.start(main, child);
    story.join(main, child);
    EXPECT_FALSE(story.standstill()) << "T1 is ready";
    story.begin(child);
    story.end(child);
    EXPECT_FALSE(story.standstill()) << "main is let go";
    story.joined(main, child);
    story.end(main);
    EXPECT_FALSE(story.standstill()) << "the process is about to end";
    story.end(process);
    EXPECT_FALSE(story.standstill()) << "nobody is left";
}

TEST(Standstill, IsNoneWhenOnlyDaemonsAreLeft) {
    Watched story;
    const LaneId process = story.process("p");
    const LaneId main = story.thread("main", process), daemon = story.thread("D", process, true);
    story.await(daemon, story.object(Story::Type::Event, "flag"));
    story.end(main);
    EXPECT_FALSE(story.standstill()) << "the process is about to end and takes the daemon along";
}

TEST(Standstill, OfThreadsThatMoveWhileTheirJoinerWaitsIsNone) {
    Watched story;
    const LaneId p = story.process("parent"), c = story.process("child", p);
    const LaneId main = story.thread("main", p), other = story.thread("main", c);
    story.join(main, c);
    EXPECT_FALSE(story.standstill());
    story.await(other, story.object(Story::Type::Event, "flag"));
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.message(0), HasSubstr("which nobody left can set"));
}
