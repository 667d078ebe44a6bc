#include "tests/engine/analysis/rounds.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
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
    EXPECT_EQ(story.message(0), "5 threads wait for event flag, which nobody left can set; they are T1, T2, T3, T4, T5");
    EXPECT_THAT(story.findings.all()[0].lanes, SizeIs(5));
    EXPECT_EQ(story.findings.standstillOutcome(), trace::Outcome::Hang) << "no cycle: it is not called a deadlock";
}

TEST(Hang, IsNotToldWhileThreadsMayGiveItThatBraidDoesNotKnowAndThenWithTheirNumber) {
    Watched story;
    const LaneId host = story.process("host"), main = story.thread("main", host), a = story.thread("T1", host);
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(a, flag);
    story.join(main, a);
    story.add(Story::Kind::GivenOutside, host, objectOf(host), 2, 0, {}, false);
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.model.finish(story.now(), trace::Outcome::TimedOut);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "T1 waits for event flag, which nobody left can set; main waits for T1 to end, which is stuck; "
                                "Threads in the run that Braid does not know: 2");
}

TEST(Hang, IsNoneWhereItWasSaidThatSomebodyOutsideSetsIt) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("T1");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.add(Story::Kind::GivenOutside, main, flag, 0, 0, {}, false);
    story.await(a, flag);
    story.join(main, a);
    EXPECT_FALSE(story.standstill());
    story.model.finish(story.now(), trace::Outcome::TimedOut);
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Hang, IsToldWhenItIsSure) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("T1");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(a, flag);
    story.join(main, a);
    int asked = 0;
    story.findings.findStuck(story.model, [&asked] { return ++asked > 1; });
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.add(Story::Kind::GivenOutside, main, objectOf(main), 0, 0, {}, false); // something has come
    story.findings.findStuck(story.model, [&asked] { return ++asked > 1; });
    EXPECT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(asked, 2);
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
    EXPECT_EQ(story.message(0), "main waits for 1 task_done of q that nobody can call");
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
    EXPECT_EQ(story.message(0), "Deadlock: T1 waits for a permit of S, taken by T2; T2 waits for a permit of S, taken by T1");
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
    EXPECT_EQ(story.message(0), "T1 waits for event flag, which nobody left can set; T2 waits for a permit of S, taken by T1");
    EXPECT_THAT(story.findings.all()[0].behind, ElementsAre(b));
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

TEST(FindingsOfStuck, AreTakenBackWhereTheOneWhoWentItsRoundsHelpsAfterAll) {
    Watched story;
    const LaneId waits = story.thread("W"), other = story.thread("other");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(waits, flag);
    goRounds(story, other, 20);
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "W waits for event flag, which nobody left can set");
    story.signal(other, flag);
    story.wake(waits, flag);
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(FindingsOfStuck, SayThatAKillOpenedTheRing) {
    Watched story;
    const LaneId host = story.process("host"), p = story.process("P1", host), q = story.process("P2", host);
    const LaneId main = story.thread("main", host), a = story.thread("main", p), b = story.thread("main", q);
    const ObjectId x = story.mutex("x"), y = story.mutex("y");
    story.take(a, x);
    story.take(b, y);
    story.wait(a, y);
    story.wait(b, x);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    story.after(30_ms).add(Story::Kind::LaneKilled, main, objectOf(q), 9, static_cast<std::uint32_t>(trace::Death::Asked));
    story.take(a, y);
    story.findings.findStuck(story.model);
    ASSERT_GE(story.findings.all().size(), 1U);
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_GE(story.findings.all()[0].openedAt, story.findings.all()[0].at);
    EXPECT_THAT(story.message(0), testing::HasSubstr("when P2/main was killed"));
    EXPECT_EQ(story.findings.standstillOutcome(), trace::Outcome::Hang) << "nothing is closed any more";
}

TEST(FindingsOfStuck, KnowThePlaceOfEachLaneInThem) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("a"), b = story.thread("b"), free = story.thread("free");
    const ObjectId p = story.mutex("p"), q = story.mutex("q");
    story.take(a, p);
    story.take(b, q);
    story.wait(a, q);
    story.wait(b, p);
    story.join(main, b);
    story.findings.findStuck(story.model);
    ASSERT_TRUE(story.findings.stuckIn(a) && story.findings.stuckIn(b) && story.findings.stuckIn(main));
    EXPECT_EQ(story.findings.stuckIn(a)->number, 1);
    EXPECT_EQ(story.findings.stuckIn(b)->number, 2);
    EXPECT_EQ(story.findings.stuckIn(main)->number, 0) << "it stands behind";
    EXPECT_EQ(story.findings.stuckIn(main)->finding, 0u);
    EXPECT_FALSE(story.findings.stuckIn(free));
}

TEST(FindingsOfStuck, HaveTheTimeOfTheEventThatMadeThemTrue) {
    Watched story;
    const LaneId owner = story.thread("T1"), waits = story.thread("T2"), other = story.thread("other");
    const ObjectId lock = story.mutex("A");
    story.take(owner, lock);
    story.wait(waits, lock);
    story.end(owner);
    const Nanos then = story.now();
    goRounds(story, other, 20);
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].at, then);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::OwnerGone);
}

TEST(FindingsOfStuck, NameAReaderBehindAWriterThatWaitsForIt) {
    Watched story;
    const LaneId reader = story.thread("R"), writer = story.thread("W");
    const ObjectId lock = story.object(Story::Type::SharedMutex, "l", 1);
    story.take(reader, lock, 0, true);
    story.wait(writer, lock);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.wait(reader, lock, 0, true);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: R waits to read l behind W, which waits to write; W waits for l, held by R");
}

TEST(FindingsOfStuck, KnowWhoHasTheOtherEndOfAPipe) {
    Watched story;
    const LaneId parent = story.process("parent"), main = story.thread("main", parent);
    const ObjectId pipe{900};
    story.add(Story::Kind::DefineObject, main, pipe, 4096, static_cast<std::uint32_t>(Story::Type::Pipe), "stdin");
    const LaneId child = story.process("cat", parent);
    story.start(main, child);
    const LaneId reads = story.thread("main", child);
    story.add(Story::Kind::EndClosed, main, pipe, 0, trace::PipeReading, {}, false);
    story.add(Story::Kind::Put, main, pipe, 5, 5, "hello");
    story.add(Story::Kind::Get, reads, pipe, 5, 5, "hello");
    story.add(Story::Kind::GetWait, reads, pipe, 0, 0, {}, false);
    story.join(main, child);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.message(0), testing::HasSubstr("cat/main waits for an item of stdin, whose writing end main has"));

    Watched closed;
    const LaneId parent2 = closed.process("parent"), main2 = closed.thread("main", parent2);
    closed.add(Story::Kind::DefineObject, main2, pipe, 4096, static_cast<std::uint32_t>(Story::Type::Pipe), "stdin");
    const LaneId child2 = closed.process("cat", parent2);
    closed.start(main2, child2);
    const LaneId reads2 = closed.thread("main", child2);
    closed.add(Story::Kind::EndClosed, main2, pipe, 0, trace::PipeWriting, {}, false);
    closed.add(Story::Kind::GetWait, reads2, pipe, 0, 0, {}, false);
    closed.join(main2, child2);
    closed.findings.nameHangs(closed.model);
    ASSERT_THAT(closed.findings.all(), SizeIs(1));
    EXPECT_EQ(closed.findings.all()[0].cause, StuckCause::Self);
}

TEST(FindingsOfStuck, KnowALockThatWasInheritedOverAProcessThatDidNotTouchIt) {
    Watched story;
    const LaneId parent = story.process("parent"), main = story.thread("main", parent), keeper = story.thread("keeper", parent);
    const ObjectId lock{903}, own{904};
    for (const ObjectId each : {lock, own})
        story.add(Story::Kind::DefineObject, main, each, 0, static_cast<std::uint32_t>(Story::Type::Mutex), "cache");
    story.take(keeper, lock);
    story.take(main, own);
    const LaneId child = story.process("child", parent);
    story.start(main, child);
    const LaneId inChild = story.thread("main", child);
    story.give(keeper, lock); // before the second fork
    const LaneId grandchild = story.process("grandchild", child);
    story.start(inChild, grandchild);
    const LaneId last = story.thread("main", grandchild);
    const ObjectId copy{901}, copyOfOwn{902};
    for (const auto& [each, original] : {std::pair{copy, lock}, std::pair{copyOfOwn, own}}) {
        story.add(Story::Kind::DefineObject, last, each, 0, static_cast<std::uint32_t>(Story::Type::Mutex), "copy");
        story.add(Story::Kind::CopyOf, last, each, original.value);
    }
    EXPECT_EQ(story.model.object(copyOfOwn)->owners.front().lane, last) << "the thread that forked goes on in each child";
    story.wait(last, copy);
    story.join(inChild, grandchild);
    story.join(main, child);
    story.end(keeper);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::InheritedAtFork) << story.message(0);
}

TEST(FindingsOfStuck, TellACopyOfALockFromTheOneThatTheParentHas) {
    Watched story;
    const LaneId parent = story.process("parent"), main = story.thread("main", parent), logger = story.thread("logger", parent);
    const ObjectId lock = story.mutex("log");
    story.take(logger, lock);
    const LaneId child = story.process("child", parent);
    story.start(main, child);
    const LaneId inChild = story.thread("main", child);
    story.give(logger, lock);
    const ObjectId copy{901};
    story.add(Story::Kind::DefineObject, inChild, copy, 0, static_cast<std::uint32_t>(Story::Type::Mutex), "log");
    story.add(Story::Kind::CopyOf, inChild, copy, lock.value);
    story.wait(inChild, copy);
    story.join(main, child);
    story.end(logger);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::InheritedAtFork);
    EXPECT_THAT(story.message(0), testing::StartsWith("child/main waits for its copy of log, which logger held when the process was forked"));
}
