#include "engine/analysis/findings/finding_list.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(Findings, OfMillionsAboutOneThingTheFirstAreToldAndTheRestIsCounted) {
    Watched story;
    const LaneId a = story.thread("T1");
    const ObjectId lock = story.mutex("A"), other = story.mutex("B");
    const auto misuse = [&](ObjectId object) { story.add(Story::Kind::Fault, a, object, 0, static_cast<std::uint32_t>(trace::Misuse::UnlockOfFree)); };
    for (int i = 0; i < 5000; ++i)
        misuse(lock);
    const std::vector<Finding>& all = story.findings.all();
    ASSERT_THAT(all, SizeIs(FindingList::ToldOneByOne + 1));
    EXPECT_EQ(all.back().count, 5000u - FindingList::ToldOneByOne);
    EXPECT_LT(all[FindingList::ToldOneByOne - 1].at, all.back().at);
    EXPECT_LT(all.back().at, all.back().lastAt) << "it stands where the first of them is, and tells of the last";
    EXPECT_EQ(all.back().lastAt, story.now());
    EXPECT_THAT(all.back().message.english(), testing::HasSubstr("4992 more of this kind"));
    // Another object's is another story.
    misuse(other);
    EXPECT_THAT(story.findings.all(), SizeIs(FindingList::ToldOneByOne + 2));
}

TEST(Findings, SayDeadlocksAnewWithNamesThatComeLate) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("thread #1");
    const ObjectId lock = story.mutex("mutex #1");
    const SiteId site = story.site("?", 0);
    story.take(main, lock);
    story.from(site).join(main, worker);
    story.wait(worker, lock);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    story.add(Story::Kind::DefineSite, {}, ObjectId{site.value}, 12, 0, "main.cpp");
    story.add(Story::Kind::NameObject, {}, lock, 0, 0, "table");
    story.findings.sayAnew(story.model);
    EXPECT_EQ(story.message(0), "Deadlock: main waits for thread #1 (main.cpp:12) to end; thread #1 waits for table, held by main");
    // And that it opened is still said.
    story.give(main, lock);
    story.take(worker, lock);
    story.add(Story::Kind::NameObject, {}, lock, 0, 0, "log");
    story.model.finish(story.now(), trace::Outcome::Finished, true);
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.message(0), testing::EndsWith("waits for table, held by main; it opened 4 ms later"));
    story.findings.sayAnew(story.model);
    EXPECT_THAT(story.message(0), testing::EndsWith("waits for log, held by main; it opened 4 ms later"));
}

TEST(Findings, OfOneKindNeverGrowWithoutBound) {
    Watched story;
    const LaneId a = story.thread("T1");
    for (int i = 0; i < 3000; ++i) {
        const ObjectId lock = story.mutex("L" + std::to_string(i));
        story.add(Story::Kind::Fault, a, lock, 0, static_cast<std::uint32_t>(trace::Misuse::UnlockOfFree));
    }
    ASSERT_THAT(story.findings.all(), SizeIs(FindingList::MostOfAKind));
    EXPECT_EQ(story.findings.all().back().count, 3001u - FindingList::MostOfAKind);
    EXPECT_EQ(story.findings.found(), 3000u);
}

TEST(Findings, TellOfMisuse) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(b, lock);
    story.add(Story::Kind::Fault, a, lock, b.value, static_cast<std::uint32_t>(trace::Misuse::UnlockByNonOwner));
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Misuse);
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(a, b));
    EXPECT_EQ(story.message(0), "T1 unlocks A, which it does not hold");
}

TEST(Findings, TellOfKillsCrashesAndLostEvents) {
    Watched story;
    const LaneId main = story.thread("main"), a = story.thread("P1"), b = story.thread("P2");
    story.kill(main, a, 9);
    story.kill(main, b, 11);
    story.kill(main, b, 11);
    story.add(Story::Kind::TraceFull, main);
    ASSERT_THAT(story.findings.all(), SizeIs(3));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Killed);
    EXPECT_EQ(story.message(0), "P1 was killed: SIGKILL");
    EXPECT_EQ(story.findings.all()[1].kind, FindingKind::Crashed);
    EXPECT_EQ(story.message(1), "P2 crashed: SIGSEGV");
    EXPECT_EQ(story.findings.all()[2].kind, FindingKind::LostEvents);
}

TEST(Findings, SayWhereAProcessCrashedOrWhatOfItWasSeenLast) {
    Watched story;
    const LaneId main = story.thread("main"), told = story.process("told", main), untold = story.process("untold", main);
    const LaneId first = story.thread("first", told), busy = story.thread("busy", untold), waits = story.thread("waits", untold);
    const ObjectId lock = story.mutex("A");
    story.from(story.site("crash.c", 12)).add(Story::Kind::LaneKilled, first, objectOf(told), 11, 0, "killed by SIGSEGV (Segmentation fault)");
    story.from(story.site("crash.c", 30)).take(busy, lock);
    story.from(story.site("crash.c", 40)).wait(waits, lock);
    story.kill(main, untold, 11);
    ASSERT_THAT(story.findings.all(), SizeIs(2));
    EXPECT_EQ(story.message(0), "told (crash.c:12) crashed: SIGSEGV (Segmentation fault)");
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(told, first));
    EXPECT_EQ(story.message(1), "untold crashed: SIGSEGV; what was seen last: untold/busy (crash.c:30)");
    EXPECT_THAT(story.findings.all()[1].lanes, ElementsAre(untold, busy));
}

TEST(Findings, CallAProcessFailedThatEndedWithAnExceptionOrAStatus) {
    Watched story;
    const LaneId main = story.thread("main"), child = story.process("Process-1", main), host = story.process("run", {});
    story.add(Story::Kind::LaneEnd, child, objectOf(child), 1, 0, "ValueError");
    story.add(Story::Kind::LaneKilled, main, objectOf(host), 0, 0, "ended with status 1");
    ASSERT_THAT(story.findings.all(), SizeIs(2));
    for (const Finding& finding : story.findings.all())
        EXPECT_EQ(finding.kind, FindingKind::Failed);
    EXPECT_STREQ(findingName(FindingKind::Failed), "failed");
    EXPECT_EQ(story.message(0), "Process-1 failed: ValueError");
    EXPECT_EQ(story.message(1), "run failed: ended with status 1");
    EXPECT_EQ(story.model.lane(host)->end, model::End::Failed);
}

TEST(Findings, TellOfACrashThatOnlyTheSupervisorSaw) {
    Watched story;
    story.thread("main");
    story.model.finish(story.now(), trace::Outcome::Crashed);
    story.findings.nameHangs(story.model);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_STREQ(findingName(story.findings.all()[0].kind), "crashed");
}
