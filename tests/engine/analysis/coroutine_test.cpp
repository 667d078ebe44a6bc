// Coroutines of loops: who freezes the others, who is forgotten, and who only waits for its turn.

#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

/// A thread with a loop and its coroutines.
struct LoopStory : Watched {
    LaneId main = thread("main");
    ObjectId loop = object(Type::Loop, "loop", 100'000'000);

    LaneId coroutine(std::string_view name, bool inLoop = true) {
        const LaneId id = define(name, trace::LaneKind::Coroutine, main);
        add(Kind::LaneStart, main, objectOf(id), 0, inLoop ? loop.value : 0);
        return id;
    }
    void resume(LaneId by, LaneId whom) { add(Kind::Resume, by, objectOf(whom), 0, 0, {}, false); }
    void suspend(LaneId lane, Nanos limit = 0, ObjectId on = {}) {
        add(Kind::Suspend, lane, on, static_cast<std::uint64_t>(limit), 0, {}, false);
        resume(lane, main);
    }
    /// One short turn.
    void turn(LaneId lane, Nanos limit = 0, ObjectId on = {}) {
        resume(main, lane);
        suspend(lane, limit, on);
    }
    void sleepFor(LaneId lane, Nanos time) {
        add(Kind::SleepBegin, lane, {}, static_cast<std::uint64_t>(time));
        after(time).add(Kind::SleepEnd, lane);
    }
};

} // namespace

TEST(LoopBlocked, NamesTheCulpritTheTimeTheLineAndThoseWhoWaited) {
    LoopStory story;
    const LaneId culprit = story.coroutine("culprit"), a = story.coroutine("a"), b = story.coroutine("b");
    story.turn(a, 10_ms);
    story.turn(b, 2000_ms);
    const SiteId line = story.site("/scenarios/x.cpp", 42);
    story.resume(story.main, culprit);
    story.from(line);
    story.sleepFor(culprit, 500_ms);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.suspend(culprit, 5_ms);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    const Finding& finding = story.findings.all()[0];
    EXPECT_EQ(finding.kind, FindingKind::LoopBlocked);
    EXPECT_THAT(finding.lanes, ElementsAre(culprit, a)) << "b sleeps for two seconds: it could not have run";
    EXPECT_THAT(finding.objects, ElementsAre(story.loop));
    EXPECT_EQ(story.message(0), "culprit held up loop for 503 ms without giving the thread back (x.cpp:42), while others "
                                "waited for their turn: 1");
}

TEST(LoopBlocked, CountsThoseWhoHaveNotBegunAndThoseWhoGaveTheirTurnAway) {
    LoopStory story;
    const LaneId culprit = story.coroutine("culprit"), yielded = story.coroutine("yielded");
    story.coroutine("new");
    story.resume(story.main, yielded);
    story.resume(yielded, story.main);
    story.resume(story.main, culprit);
    story.after(150_ms);
    story.resume(culprit, story.main); // computed, and gave its turn away
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.findings.all()[0].lanes, SizeIs(3));
}

TEST(LoopBlocked, IsNoneForACoroutineThatIsAlone) {
    LoopStory story;
    const LaneId alone = story.coroutine("alone");
    story.resume(story.main, alone);
    story.sleepFor(alone, 500_ms);
    story.suspend(alone, 5_ms);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LoopBlocked, IsNoneWhileTheOthersCouldNotRunAnyway) {
    LoopStory story;
    const ObjectId socket = story.object(Story::Type::Descriptor, "socket");
    const LaneId busy = story.coroutine("busy"), reads = story.coroutine("reads");
    story.turn(reads, 0, socket);
    story.resume(story.main, busy);
    story.sleepFor(busy, 500_ms);
    story.suspend(busy, 5_ms);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LoopBlocked, IsNoneForGeneratorsAndGreenletsWithoutALoop) {
    LoopStory story;
    const LaneId one = story.coroutine("one", false), other = story.coroutine("other", false);
    story.turn(other);
    story.resume(story.main, one);
    story.sleepFor(one, 500_ms);
    story.resume(one, story.main);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LoopBlocked, IsNoneWhereTheMachineDidNotLetTheThreadRun) {
    LoopStory story;
    const LaneId culprit = story.coroutine("innocent");
    story.coroutine("other");
    story.resume(story.main, culprit);
    story.after(150_ms).add(Story::Kind::OffCpu, culprit, {}, static_cast<std::uint64_t>(120_ms));
    story.suspend(culprit, 5_ms);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LoopBlocked, ChargesATaskWithTheGeneratorItRuns) {
    LoopStory story;
    const LaneId task = story.coroutine("task"), generator = story.coroutine("generator", false);
    story.coroutine("other");
    story.resume(story.main, task);
    story.resume(task, generator);
    story.sleepFor(generator, 200_ms);
    story.add(Story::Kind::Suspend, generator, {}, 0, 0, {}, false);
    story.resume(generator, task);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "the thread is not given back yet";
    story.suspend(task, 5_ms);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].lanes.front(), task);
}

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
