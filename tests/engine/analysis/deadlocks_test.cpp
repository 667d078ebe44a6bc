#include "tests/engine/analysis/watched.h"
#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>
#include <set>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST(Deadlock, OfTwoIsReportedOnceWhenItCloses) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId lockA = story.mutex("A"), lockB = story.mutex("B");
    const SiteId takeA = story.site("scenarios/locks/deadlock.cpp", 20),
                 takeB = story.site("scenarios/locks/deadlock.cpp", 21);
    const SiteId waitA = story.site("scenarios/locks/deadlock.cpp", 31),
                 waitB = story.site("scenarios/locks/deadlock.cpp", 24);
    story.from(takeA).take(b, lockA);
    story.from(takeB).take(a, lockB);
    story.from(waitB).wait(b, lockB);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    const EventIndex closing = story.from(waitA).wait(a, lockA);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    const Finding finding = story.findings.all()[0];
    EXPECT_EQ(finding.kind, FindingKind::Deadlock);
    EXPECT_EQ(finding.event, closing);
    EXPECT_EQ(finding.at, story.now());
    EXPECT_THAT(finding.lanes, UnorderedElementsAre(a, b));
    EXPECT_THAT(finding.objects, UnorderedElementsAre(lockA, lockB));
    ASSERT_THAT(finding.cycle, SizeIs(2));
    EXPECT_EQ(finding.cycle[0].lane, a);
    EXPECT_EQ(finding.cycle[0].waitsFor, lockA);
    EXPECT_EQ(finding.cycle[0].heldBy, b);
    EXPECT_EQ(finding.cycle[0].waitSite, waitA);
    EXPECT_EQ(finding.cycle[0].heldSite, takeA);
    EXPECT_EQ(finding.cycle[1].lane, finding.cycle[0].heldBy);
    EXPECT_EQ(finding.message.english(),
              "Deadlock: T1 waits for A (deadlock.cpp:31), held by T2 (deadlock.cpp:20); "
              "T2 waits for B (deadlock.cpp:24), held by T1 (deadlock.cpp:21)");
    story.wait(c, lockA); // queues up behind it
    EXPECT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_NE(story.findings.deadlockOf(a), nullptr);
    EXPECT_NE(story.findings.deadlockOf(b), nullptr);
    EXPECT_EQ(story.findings.deadlockOf(c), nullptr);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.findings.all(), SizeIs(1)) << "who stands behind a cycle hangs because of it";
}

TEST(Deadlock, OfThreeIsInRingOrder) {
    Watched story;
    std::vector<LaneId> lanes;
    std::vector<ObjectId> locks;
    for (const char* name : {"1", "2", "3"}) {
        lanes.push_back(story.thread(std::string("T") + name));
        locks.push_back(story.mutex(std::string("L") + name));
        story.take(lanes.back(), locks.back());
    }
    for (std::size_t i = 0; i < 3; ++i)
        story.wait(lanes[i], locks[(i + 1) % 3]);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(lanes[0], lanes[1], lanes[2]));
    EXPECT_EQ(story.message(0),
              "Deadlock: T1 waits for L2, held by T2; T2 waits for L3, held by T3; T3 waits for L1, held by T1");
}

TEST(Deadlock, DisjointCyclesAreSeveralFindings) {
    Watched story;
    for (int pair = 0; pair < 2; ++pair) {
        const LaneId a = story.thread("a"), b = story.thread("b");
        const ObjectId x = story.mutex("x"), y = story.mutex("y");
        story.take(a, x);
        story.take(b, y);
        story.wait(a, y);
        story.wait(b, x);
    }
    EXPECT_THAT(story.findings.all(), SizeIs(2));
}

TEST(Deadlock, OfOneWithItself) {
    Watched story;
    const LaneId a = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.add(Story::Kind::Fault, a, lock, a.value, static_cast<std::uint32_t>(trace::Misuse::RelockOfPlainMutex));
    story.wait(a, lock);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].cycle, SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: T1 waits for A, which it holds itself");
    EXPECT_TRUE(story.standstill());
}

TEST(Deadlock, GoesThroughJoins) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.join(a, b);
    story.wait(b, lock);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: T1 waits for T2 to end; T2 waits for A, held by T1");
    EXPECT_THAT(story.findings.all()[0].objects, ElementsAre(objectOf(b), lock));
}

TEST(Deadlock, OfTwoThreadsThatJoinEachOther) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    story.join(a, b);
    story.join(b, a);
    EXPECT_THAT(story.findings.all(), SizeIs(1));
}

TEST(Deadlock, GoesAcrossProcesses) {
    Watched story;
    const LaneId p = story.process("p"), q = story.process("q");
    const LaneId a = story.thread("main", p), b = story.thread("main", q);
    const ObjectId x = story.mutex("x"), y = story.mutex("y");
    story.take(a, x);
    story.take(b, y);
    story.wait(a, y);
    story.wait(b, x);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(a, b));
    EXPECT_TRUE(story.standstill());
}

TEST(Deadlock, ThroughAReaderOfASharedLock) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId shared = story.object(Story::Type::SharedMutex, "RW"), lock = story.mutex("A");
    story.take(c, shared, 0, true);
    story.take(a, shared, 0, true);
    story.take(b, lock);
    story.wait(b, shared);
    story.wait(a, lock);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, UnorderedElementsAre(a, b));
}

TEST(Deadlock, ReadersDoNotBlockReaders) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId shared = story.object(Story::Type::SharedMutex, "RW"), lock = story.mutex("A");
    story.take(a, shared, 0, true);
    story.take(b, lock);
    story.wait(b, shared, 0, true);
    story.wait(a, lock);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Deadlock, ClosesWhereTheLockWasHandedOnMeanwhile) {
    // T1 starts to wait when B is free already, for the model; then T3 takes it first.
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId lockA = story.mutex("A"), lockB = story.mutex("B");
    story.take(a, lockA);
    story.take(b, lockB);
    story.give(b, lockB);
    story.wait(a, lockB);
    EXPECT_FALSE(story.standstill());
    story.take(c, lockB);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.wait(c, lockA);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, UnorderedElementsAre(a, c));
}

TEST(Deadlock, ClosesWhereAWaitingLaneIsGivenALock) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lockA = story.mutex("A"), lockB = story.mutex("B");
    story.take(a, lockA);
    story.wait(b, lockA);
    story.wait(a, lockB);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.take(b, lockB); // on its behalf, while it still waits for A
    EXPECT_THAT(story.findings.all(), SizeIs(1));
}

TEST(Deadlock, IsNoneWhereAHolderHasLetGoAlready) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lockA = story.mutex("A"), lockB = story.mutex("B");
    story.take(a, lockA);
    story.take(b, lockB);
    story.wait(a, lockB);
    story.give(b, lockB);
    story.wait(b, lockA);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    EXPECT_FALSE(story.standstill());
}

TEST(Deadlock, IsNoneWithATimeOutInTheRing) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lockA = story.object(Story::Type::TimedMutex, "A"),
                   lockB = story.object(Story::Type::TimedMutex, "B");
    story.take(a, lockA);
    story.take(b, lockB);
    story.wait(a, lockB, 10_ms);
    story.wait(b, lockA);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    EXPECT_FALSE(story.standstill());
    story.fail(a, lockB, trace::Failure::TimedOut);
    story.wait(a, lockB);
    EXPECT_THAT(story.findings.all(), SizeIs(1)) << "waiting again, for ever this time";
}

TEST(Deadlock, InRandomRunsIsFoundExactlyWhenARingIsThere) {
    std::size_t deadlocks = 0;
    for (std::uint64_t number = 1; number <= 30; ++number) {
        const tests::Seed seed(number);
        Watched story;
        RandomRun(story, seed, 5, 4, RandomRun::Order::Any).run(400);
        std::set<LaneId> reported;
        for (const Finding& finding : story.findings.all()) {
            ASSERT_EQ(finding.kind, FindingKind::Deadlock);
            reported.insert(finding.lanes.begin(), finding.lanes.end());
        }
        deadlocks += story.findings.all().size();
        // Follow the owners from each lane, naively: with plain locks there is one way to go.
        std::set<LaneId> inRings;
        for (const LaneId start : story.model.lanes()) {
            LaneId lane = start;
            for (std::size_t i = 0; i <= story.model.lanes().size(); ++i) {
                const Interval& last = story.model.lane(lane)->intervals().back();
                const Object* object = story.model.object(last.object);
                if (last.state != State::Blocked || !object->exclusive() || object->owners.empty())
                    break;
                lane = object->owners[0].lane;
                if (lane == start) {
                    inRings.insert(start);
                    break;
                }
            }
        }
        EXPECT_EQ(reported, inRings);
    }
    EXPECT_GT(deadlocks, 10u);
    for (std::uint64_t number = 1; number <= 10; ++number) {
        const tests::Seed seed(number);
        Watched story;
        RandomRun(story, seed, 5, 4, RandomRun::Order::Kept).run(1000);
        EXPECT_THAT(story.findings.all(), IsEmpty());
        EXPECT_FALSE(story.standstill());
    }
}

TEST(Deadlock, OfTwoProcessesHasLanesOfBoth) {
    Watched story;
    const LaneId host = story.process("host");
    const LaneId one = story.process("one", host), two = story.process("two", host);
    const LaneId a = story.thread("main", one), b = story.thread("main", two);
    const ObjectId lockA = story.mutex("A"), lockB = story.mutex("B");
    story.take(a, lockA);
    story.take(b, lockB);
    story.wait(a, lockB);
    story.wait(b, lockA);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_THAT(story.findings.all()[0].lanes, UnorderedElementsAre(a, b));
}

TEST(OwnerDied, IsAFindingOfItsOwnAndTheLockIsTheNextOnes) {
    Watched story;
    const LaneId host = story.process("host"), child = story.process("child", host);
    const LaneId dead = story.thread("main", child), next = story.thread("next", host);
    const ObjectId lock = story.mutex("L");
    story.take(dead, lock);
    story.wait(next, lock);
    story.kill({}, child);
    story.take(next, lock);
    story.add(Story::Kind::Fault, next, lock, dead.value, static_cast<std::uint32_t>(trace::Misuse::OwnerDied), {}, false);
    ASSERT_THAT(story.findings.all(), SizeIs(2));
    EXPECT_EQ(story.findings.all()[1].kind, FindingKind::OwnerDied);
    EXPECT_EQ(story.message(1), "next takes over L: main died while it held it");
    EXPECT_THAT(story.findings.all()[1].lanes, ElementsAre(next, dead));
    ASSERT_THAT(story.model.object(lock)->owners, SizeIs(1));
    EXPECT_EQ(story.model.object(lock)->owners[0].lane, next);
    EXPECT_EQ(story.model.object(lock)->holdings()[0].lane, dead);
}

TEST(Killed, OfAFamilyIsToldOnceAndWhatWasAskedForNotAtAll) {
    Watched story;
    const LaneId host = story.process("host"), parent = story.process("parent", host), child = story.process("child", parent);
    const LaneId asked = story.process("asked", host);
    story.thread("main", parent);
    story.thread("main", child);
    story.thread("main", asked);
    story.kill({}, parent);
    story.add(Story::Kind::LaneKilled, {}, objectOf(child), 0, static_cast<std::uint32_t>(trace::Death::WithParent));
    story.add(Story::Kind::LaneKilled, {}, objectOf(asked), 15, static_cast<std::uint32_t>(trace::Death::Asked));
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(parent));
    EXPECT_EQ(story.model.lane(child)->end, End::KilledWithProcess);
    EXPECT_EQ(story.model.lane(asked)->end, End::Killed);
}

TEST(Standstill, HoldsAlthoughADaemonProcessAndAKilledPuttersItemsWait) {
    Watched story;
    const LaneId host = story.process("host"), server = story.define("server", trace::LaneKind::Process, host, true);
    const LaneId main = story.thread("main", host), serves = story.thread("main", server, true);
    const LaneId putter = story.process("putter", host), puts = story.thread("main", putter);
    const ObjectId calls = story.object(trace::ObjectKind::Server, "server");
    const ObjectId q = story.object(trace::ObjectKind::ProcessQueue, "q");
    story.add(Story::Kind::GetWait, serves, calls, 0, 0, {}, false);
    story.add(Story::Kind::Put, puts, q, 1, 10);
    story.add(Story::Kind::GetWait, main, q, 0, 0, {}, false);
    EXPECT_FALSE(story.standstill()) << "the item may come";
    story.kill(main, putter);
    EXPECT_TRUE(story.standstill()) << "it may have been in the dead one's buffer";
    story.add(Story::Kind::Get, main, q, 1, 10);
    EXPECT_FALSE(story.standstill()) << "it was in the pipe";
    EXPECT_EQ(story.model.object(q)->orphaned, 0);
}

TEST(Deadlock, OfOneSaysInWhichHandlerAndTaskItCameToIt) {
    Watched story;
    const LaneId lane = story.thread("main");
    const ObjectId lock = story.mutex("m");
    story.add(Story::Kind::TaskBegin, lane, {}, 0, 0, "job");
    story.take(lane, lock);
    story.after(4_ms).add(Story::Kind::TaskBegin, lane, {}, 0, 0, "handler of SIGALRM");
    story.wait(lane, lock);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Self);
    EXPECT_EQ(story.message(0), "Deadlock: main waits for m, which it holds itself; it does so in handler of SIGALRM, which began 4 ms after it had taken that");
}

TEST(Deadlock, OfOneSaysThatAFileIsLockedByAnotherDescriptor) {
    Watched story;
    const LaneId lane = story.thread("main");
    const ObjectId file = story.object(Story::Type::SharedMutex, "lock of file data.db");
    story.take(lane, file);
    story.wait(lane, file);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: main waits for lock of file data.db, which it holds itself; it has the same file open by another descriptor");
}
