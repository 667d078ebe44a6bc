#include "engine/analysis/findings/livelocks.h"

#include "tests/engine/analysis/rounds.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

namespace {

constexpr int Long = 60; ///< rounds of 20 ms and more: over a second

/// Waits for it until its time is over.
void timeOut(Story& story, LaneId lane, ObjectId object) {
    story.await(lane, object, 20_ms);
    story.after(20_ms).wake(lane, object, true);
}

void tryInVain(Story& story, LaneId lane, ObjectId lock) {
    story.wait(lane, lock, 20_ms);
    story.after(20_ms).fail(lane, lock, trace::Failure::TimedOut);
}

void look(Watched& story) { story.findings.findStuck(story.model); }

/// Both take their first lock, try for the other one, and give way.
struct InStep : Watched {
    LaneId a, b;
    ObjectId one, other;
    InStep() {
        a = thread("A");
        b = thread("B");
        one = mutex("one");
        other = mutex("other");
    }
    void round() {
        take(a, one);
        take(b, other);
        after(10_ms).fail(a, other, trace::Failure::WouldBlock);
        fail(b, one, trace::Failure::WouldBlock);
        give(a, one);
        give(b, other);
        add(Kind::SleepBegin, a, {}, 5'000'000);
        add(Kind::SleepBegin, b, {}, 5'000'000);
        after(5_ms).add(Kind::SleepEnd, a);
        add(Kind::SleepEnd, b);
    }
};

} // namespace

TEST(Livelocks, AreLanesThatTryInStepWithBothLinesAndHowOften) {
    InStep story;
    for (int i = 0; i < Long; ++i)
        story.round();
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    const Finding& finding = story.findings.all()[0];
    EXPECT_EQ(finding.kind, FindingKind::Livelock);
    EXPECT_STREQ(findingName(finding.kind), "livelock");
    EXPECT_EQ(finding.cause, StuckCause::Cycle);
    EXPECT_THAT(finding.lanes, ElementsAre(story.a, story.b));
    ASSERT_THAT(finding.waits, SizeIs(2));
    EXPECT_THAT(finding.times, ElementsAre(Long, Long));
    EXPECT_THAT(story.message(0), StartsWith("Livelock: A tries for other 60 times in "));
    EXPECT_THAT(story.message(0), HasSubstr("each time held by B; B tries for one 60 times in "));
    EXPECT_NE(story.findings.standstillOutcome(), trace::Outcome::Deadlock) << "it goes on";
}

namespace {

/// As InStep, but the two wait for each other at a futex (a std::barrier) before they try and before they give way.
struct OverABarrier : InStep {
    ObjectId arrived = object(Type::Futex, "arrived");
    void meet(LaneId first, LaneId last) {
        await(first, arrived);
        signal(last, arrived);
        wake(first, arrived);
    }
    void round(bool bTries = true) {
        take(a, one);
        take(b, other);
        meet(a, b);
        after(10_ms).fail(a, other, trace::Failure::WouldBlock);
        if (bTries)
            fail(b, one, trace::Failure::WouldBlock);
        meet(b, a);
        give(a, one);
        give(b, other);
        after(10_ms);
    }
};

} // namespace

TEST(Livelocks, AreLanesThatMeetAtABarrierInEachOfTheirRounds) {
    OverABarrier story;
    for (int i = 0; i < Long; ++i)
        story.round();
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Livelock);
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(story.a, story.b));
}

TEST(Livelocks, AreLanesOneOfWhichComesToTheBarrierWhenTheOtherHasLeftIt) {
    OverABarrier story;
    for (int i = 0; i < Long; ++i) {
        story.round();
        story.await(story.a, story.arrived);
        story.add(Story::Kind::WaitEnd, story.a, story.arrived, 0, trace::WaitInVain);
    }
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(story.a, story.b));
}

TEST(Livelocks, AreNoneWhereOneWhoMeetsTheOthersTriesForNothing) {
    OverABarrier story;
    for (int i = 0; i < Long; ++i)
        story.round(false);
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "it works, and may give its lock back at another time";
}

TEST(Livelocks, AreNoneWhereWhatAnybodyMayGiveIsTriedForInStep) {
    OverABarrier story;
    const ObjectId word = story.object(Story::Type::Futex, "word");
    for (int i = 0; i < Long; ++i) {
        story.round();
        timeOut(story, story.a, word);
        timeOut(story, story.b, word);
    }
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Livelocks, AreNoneBeforeTheyHaveLasted) {
    InStep story;
    for (int i = 0; i < 10; ++i)
        story.round();
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.after(2000_ms);
    story.round();
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "long, and not often";
}

TEST(Livelocks, ThatOpenSayWhen) {
    InStep story;
    for (int i = 0; i < Long; ++i)
        story.round();
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    story.take(story.a, story.one);
    story.after(10_ms).take(story.a, story.other);
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].openedAt, story.now());
    EXPECT_THAT(story.message(0), HasSubstr("it opened"));
}

TEST(Livelocks, AreNoneWhereTheHolderOfTheLockDoesSomethingElse) {
    Watched story;
    const LaneId a = story.thread("A"), owner = story.thread("owner");
    const ObjectId lock = story.mutex("m");
    story.take(owner, lock);
    story.add(Story::Kind::SleepBegin, owner, {}, 10'000'000'000);
    for (int i = 0; i < Long; ++i)
        tryInVain(story, a, lock);
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Livelocks, HoldUpWhoWaitsInTheOrdinaryWayForWhatTheyHold) {
    Watched story;
    const LaneId main = story.thread("main"), w = story.thread("W"), s = story.thread("S");
    const ObjectId outer = story.mutex("o"), condition = story.object(Story::Type::ConditionVariable, "c");
    story.take(w, outer);
    story.wait(s, outer);
    story.join(main, w);
    for (int i = 0; i < Long; ++i)
        timeOut(story, w, condition);
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::NobodyLeft);
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(w, s));
    EXPECT_THAT(story.findings.all()[0].behind, ElementsAre(main));
    EXPECT_THAT(story.message(0), StartsWith("Livelock: W waits for c 60 times in "));
    EXPECT_THAT(story.message(0), HasSubstr("each time until its time is over; S waits for o, held by W; nobody who could change that does anything else"));
}

TEST(Livelocks, AreTakenBackWhereSomebodyGivesAfterAll) {
    Watched story;
    const LaneId w = story.thread("W"), s = story.thread("S");
    const ObjectId outer = story.mutex("o"), condition = story.object(Story::Type::ConditionVariable, "c");
    story.take(w, outer);
    story.wait(s, outer);
    for (int i = 0; i < Long; ++i)
        timeOut(story, w, condition);
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    story.give(w, outer);
    story.signal(w, condition);
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Livelocks, AreWhoLooksAtAValueThatOnlyThoseBehindItCouldChange) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("m"), flag = story.object(Story::Type::Variable, "flag");
    story.take(a, lock);
    story.wait(b, lock);
    for (int i = 0; i < 150; ++i)
        story.after(10_ms).read(a, flag, 0);
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.message(0), StartsWith("Livelock: T1 looks at flag 150 times in "));
    EXPECT_THAT(story.message(0), HasSubstr("and always finds 0; T2 waits for m, held by T1"));
}

TEST(Livelocks, AreNoneWhileTheValueChanges) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("m"), flag = story.object(Story::Type::Variable, "flag");
    story.take(a, lock);
    story.wait(b, lock);
    for (int i = 0; i < 300; ++i)
        story.after(10_ms).read(a, flag, i / 50);
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(Livelocks, AreNoneWhileAnyOtherLaneMoves) {
    Watched story;
    const LaneId w = story.thread("W"), other = story.thread("other");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    for (int i = 0; i < Long; ++i) {
        timeOut(story, w, flag);
        goRounds(story, other, 1);
    }
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "it goes its rounds and may set it in the end";
    story.end(other);
    look(story);
    EXPECT_THAT(story.findings.all(), SizeIs(1));
}

TEST(Livelocks, AreNoneWhereTheLockIsGivenBackInEachRound) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("m"), flag = story.object(Story::Type::Variable, "flag");
    for (int i = 0; i < 150; ++i) {
        story.after(10_ms).take(a, lock);
        story.read(a, flag, 0);
        if (i == 149)
            story.wait(b, lock);
        else
            story.give(a, lock);
    }
    look(story);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "T2 gets it when T1 gives it back, and may set the flag";
}

TEST(Livelocks, AreNoneOfWhoOnlyLooksWhetherOthersAreStuck) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("A"), b = story.thread("B");
    const ObjectId one = story.mutex("one"), other = story.mutex("other");
    story.take(a, one);
    story.take(b, other);
    story.wait(a, other);
    story.wait(b, one);
    for (int i = 0; i < Long; ++i) {
        story.join(main, a, 20_ms);
        story.after(20_ms).joined(main, a, true);
    }
    look(story);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
}

TEST(Livelocks, AreToldApart) {
    Watched story;
    std::array<LaneId, 4> lanes;
    std::array<ObjectId, 4> locks;
    for (std::size_t i = 0; i < 4; ++i) {
        lanes[i] = story.thread("T" + std::to_string(i));
        locks[i] = story.mutex("L" + std::to_string(i));
        story.take(lanes[i], locks[i]);
    }
    for (int round = 0; round < Long; ++round)
        for (const std::size_t i : {0U, 1U, 2U, 3U}) // 0 and 1 want each other's, 2 and 3 as well
            tryInVain(story, lanes[i], locks[i ^ 1U]);
    look(story);
    EXPECT_THAT(story.findings.all(), SizeIs(2));
    look(story);
    EXPECT_THAT(story.findings.all(), SizeIs(2)) << "each is told once";
}

// ---- What a lane repeats.

namespace {

struct Repeated : Story {
    Retries retries;
    LaneId lane = thread("T");
    ObjectId lock = mutex("m"), other = mutex("n"), flag = object(Type::Variable, "flag");
    Repeated() {
        afterEach = [this](const model::Model& now) { retries.take(now, static_cast<model::EventIndex>(now.log().size() - 1)); };
    }
    [[nodiscard]] std::uint64_t times() const {
        const Rounds* rounds = retries.of(lane);
        return rounds ? rounds->mostTimes() : 0;
    }
};

} // namespace

TEST(Retries, CountFailuresAcrossSleepsYieldsAndOutput) {
    Repeated story;
    for (int i = 0; i < 5; ++i) {
        story.fail(story.lane, story.lock, trace::Failure::WouldBlock);
        story.add(Story::Kind::SleepBegin, story.lane, {}, 1'000'000);
        story.add(Story::Kind::SleepEnd, story.lane);
        story.add(Story::Kind::Yield, story.lane);
        story.add(Story::Kind::Print, story.lane, {}, 0, 0, "still waiting");
        story.take(story.lane, story.other);
        story.give(story.lane, story.other);
    }
    EXPECT_EQ(story.times(), 5U);
}

TEST(Retries, BeginAnewWithWhatOthersMayWaitFor) {
    const std::vector<std::function<void(Repeated&)>> doings{
        [](Repeated& s) { s.write(s.lane, s.flag, 1); },
        [](Repeated& s) { s.add(Story::Kind::Put, s.lane, s.object(Story::Type::Queue, "q"), 1); },
        [](Repeated& s) { s.signal(s.lane, s.object(Story::Type::Event, "e")); },
        [](Repeated& s) { s.give(s.lane, s.object(Story::Type::Semaphore, "s", 1), 1); },
        [](Repeated& s) { s.add(Story::Kind::IoEnd, s.lane, {}, 5); },
        [](Repeated& s) { s.take(s.lane, s.lock); }};
    for (const auto& doing : doings) {
        Repeated story;
        story.fail(story.lane, story.lock, trace::Failure::WouldBlock);
        story.fail(story.lane, story.lock, trace::Failure::WouldBlock);
        EXPECT_EQ(story.times(), 2U);
        doing(story);
        EXPECT_EQ(story.times(), 0U);
    }
}

TEST(Retries, GoOnWhereALockIsTakenWithoutTheOneThatWasHeldWhenItFailed) {
    Repeated story;
    story.take(story.lane, story.lock);
    story.fail(story.lane, story.other, trace::Failure::WouldBlock);
    story.give(story.lane, story.lock);
    story.take(story.lane, story.other); // now in the other order
    story.fail(story.lane, story.lock, trace::Failure::WouldBlock);
    story.give(story.lane, story.other);
    ASSERT_NE(story.retries.of(story.lane), nullptr);
    EXPECT_THAT(story.retries.of(story.lane)->attempts, SizeIs(2));
    story.take(story.lane, story.other);
    story.take(story.lane, story.lock);
    EXPECT_THAT(story.retries.of(story.lane)->attempts, IsEmpty()) << "it has both";
}

TEST(Retries, KnowWhatALaneHeldBeforeItFailedForTheFirstTime) {
    Repeated story;
    story.take(story.lane, story.lock);
    story.fail(story.lane, story.other, trace::Failure::WouldBlock);
    ASSERT_NE(story.retries.of(story.lane), nullptr);
    EXPECT_THAT(story.retries.of(story.lane)->attempts.at(0).held, ElementsAre(Held{story.lock, 1}));
}

TEST(Retries, KeepWhatIsTakenManyTimesOnlyOnce) {
    Repeated story;
    const ObjectId permits = story.object(Story::Type::Semaphore, "permits", 1000);
    story.fail(story.lane, story.lock, trace::Failure::WouldBlock);
    for (int i = 0; i < 1000; ++i)
        story.take(story.lane, permits);
    ASSERT_NE(story.retries.of(story.lane), nullptr);
    EXPECT_THAT(story.retries.of(story.lane)->held, ElementsAre(Held{permits, 1000}));
    for (int i = 0; i < 1000; ++i)
        story.give(story.lane, permits, 1);
    EXPECT_THAT(story.retries.of(story.lane)->held, IsEmpty());
}
