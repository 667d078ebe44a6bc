// Coroutines of loops: which one keeps the others from running.

#include "tests/engine/analysis/loop_story.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

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
