#include "engine/analysis/findings/finding_list.h"
#include "engine/analysis/findings/lost_updates.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(LostUpdate, NamesBothLanesTheValueBothReadAndWhatVanished) {
    Watched story;
    const LaneId a = story.thread("T3"), b = story.thread("T7");
    const ObjectId num = story.object(Story::Type::Variable, "num");
    const EventIndex readA = story.read(a, num, 100), readB = story.read(b, num, 100);
    const EventIndex writeA = story.write(a, num, 99);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    const EventIndex writeB = story.write(b, num, 99);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    const Finding& finding = story.findings.all()[0];
    EXPECT_EQ(finding.kind, FindingKind::LostUpdate);
    EXPECT_THAT(finding.lanes, ElementsAre(b, a));
    EXPECT_THAT(finding.objects, ElementsAre(num));
    EXPECT_THAT(finding.events, ElementsAre(readB, readA, writeA, writeB));
    EXPECT_EQ(finding.event, writeB);
    EXPECT_EQ(story.message(0), "Lost update on num: T7 and T3 both read 100; T3's 99 was overwritten by T7's 99");
}

TEST(LostUpdate, NamesTheValueEachReadWhereTheyDiffer) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId num = story.object(Story::Type::Variable, "num");
    story.read(c, num, 100);
    story.read(a, num, 100);
    story.write(a, num, 99);
    story.read(b, num, 99);
    story.write(b, num, 98);
    story.write(c, num, 99);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Lost update on num: T3 read 100, T2 read 99; T2's 98 was overwritten by T3's 99");
}

TEST(LostUpdate, IsNoneForProperTurnsAndBlindWrites) {
    Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId num = story.object(Story::Type::Variable, "num");
    for (int i = 0; i < 5; ++i) {
        story.read(a, num, i);
        story.write(a, num, i);
        story.read(b, num, i);
        story.write(b, num, i);
    }
    story.write(a, num, 7);
    story.write(b, num, 8);
    story.write(a, num, 9);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.read(b, num, 9);
    story.write(a, num, 10);
    story.write(b, num, 11);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0),
              "Lost update on num: T2 read 9; T1's 10, written meanwhile, was overwritten by T2's 11");
}

TEST(LostUpdate, NinetyNineOfAHundredThreadsLoseTheirs) {
    Watched story;
    const ObjectId num = story.object(Story::Type::Variable, "num");
    std::vector<LaneId> lanes;
    for (int i = 0; i < 100; ++i)
        lanes.push_back(story.thread("T" + std::to_string(i)));
    for (const LaneId lane : lanes)
        story.read(lane, num, 100);
    for (const LaneId lane : lanes)
        story.write(lane, num, 99);
    EXPECT_EQ(story.findings.found(), 99u);
    std::uint64_t count = 0;
    for (const Finding& finding : story.findings.all()) {
        EXPECT_EQ(finding.kind, FindingKind::LostUpdate);
        count += finding.count;
    }
    EXPECT_EQ(count, 99u) << "each of them is told, one by one or among the rest";
}

TEST(LostUpdate, OfMillionsTheFirstAreToldAndTheRestIsCounted) {
    Watched story;
    const ObjectId num = story.object(Story::Type::Variable, "num"), other = story.object(Story::Type::Variable, "other");
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    for (int i = 0; i < 5000; ++i) {
        story.read(a, num, i);
        story.read(b, num, i);
        story.write(a, num, i + 1);
        story.write(b, num, i + 1);
    }
    const std::vector<Finding>& all = story.findings.all();
    ASSERT_THAT(all, SizeIs(FindingList::ToldOneByOne + 1));
    EXPECT_EQ(all.back().count, 5000u - FindingList::ToldOneByOne);
    EXPECT_LT(all[FindingList::ToldOneByOne - 1].at, all.back().at);
    EXPECT_LT(all.back().at, all.back().lastAt) << "it stands where the first of them is, and tells of the last";
    EXPECT_EQ(all.back().lastAt, story.now());
    EXPECT_THAT(all.back().message.english(), testing::HasSubstr("4992 more of this kind"));
    EXPECT_THAT(all.back().message.english(), testing::HasSubstr("5000"));
    // Another variable's is another story.
    story.read(a, other, 1);
    story.read(b, other, 1);
    story.write(a, other, 2);
    story.write(b, other, 2);
    EXPECT_THAT(story.findings.all(), SizeIs(FindingList::ToldOneByOne + 2));
}

TEST(LostUpdate, TotalsSayWhatTheValueIsAndWhatItWouldBe) {
    Watched story;
    const ObjectId num = story.object(Story::Type::Variable, "num");
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    // Three take one from 100; two of them read the same.
    story.read(a, num, 100);
    story.read(b, num, 100);
    story.write(a, num, 99);
    story.write(b, num, 99);
    story.read(c, num, 99);
    story.write(c, num, 98);
    LostTotal total = lostTotal(story.model, *story.model.object(num));
    EXPECT_EQ(total.overwritten, 1u);
    ASSERT_TRUE(total.values);
    EXPECT_EQ(total.values->last, 98);
    EXPECT_EQ(total.values->expected, 97);
    // Who writes what it did not work out from a reading makes that unknown.
    story.write(a, num, 5);
    total = lostTotal(story.model, *story.model.object(num));
    EXPECT_EQ(total.overwritten, 1u);
    EXPECT_FALSE(total.values);
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
