// Who could end a wait for several things, a wait for a receiver, and one for a lock that any lane may release.

#include "engine/analysis/waiting/stuck.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/analysis/waiting/wait_relation.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::tests;
using analysis::LaneWait;
using analysis::Need;
using analysis::Tie;
using analysis::WaitRelation;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = Story::Kind;

namespace {

struct Choice : Watched {
    LaneId chooser = thread("chooser"), a = thread("A"), b = thread("B");
    ObjectId first = object(Type::Channel, "first"), second = object(Type::Channel, "second", 1);

    void put(LaneId by, ObjectId into, std::uint64_t number) {
        add(Kind::Put, by, into, number);
        add(Kind::Get, chooser, into, number);
    }
    /// Receives from the one, or sends into the other, which is full.
    void choose() {
        add(Kind::Put, chooser, second, 9);
        add(Kind::GetWait, chooser, first, 0, 0, {}, false);
        add(Kind::AlsoWaits, chooser, second, 0, static_cast<std::uint32_t>(Kind::PutWait), {}, false);
    }
};

} // namespace

TEST(WaitRelation, OfSeveralThingsHasTheGiversOfAll) {
    Choice story;
    story.put(story.a, story.first, 1);
    story.add(Kind::Put, story.chooser, story.second, 1);
    story.add(Kind::Get, story.b, story.second, 1);
    story.choose();
    const model::Nanos meanwhile = story.now();
    for (const bool past : {false, true}) {
        if (past)
            story.add(Kind::GetFailed, story.chooser, story.first, 0, static_cast<std::uint32_t>(trace::Failure::TimedOut), {}, false);
        const WaitRelation relation(story.model, meanwhile);
        const std::optional<LaneWait> wait = relation.of(story.chooser);
        ASSERT_TRUE(wait);
        EXPECT_TRUE(wait->several);
        EXPECT_FALSE(wait->each);
        ASSERT_THAT(wait->givers, SizeIs(2)) << past;
        EXPECT_EQ(wait->givers[0].lane, story.a);
        EXPECT_EQ(wait->givers[1].lane, story.b);
        const std::vector<LaneWait> parts = relation.partsOf(*wait);
        ASSERT_THAT(parts, SizeIs(2));
        EXPECT_EQ(parts[0].need, Need::Item);
        EXPECT_EQ(parts[1].object, story.second);
        EXPECT_EQ(parts[1].need, Need::Room);
        EXPECT_EQ(relation.groupOf(*wait), std::nullopt);
    }
}

TEST(WaitRelation, OfSeveralThingsIsInTheGraphForItselfBesideOneForTheFirstOfThem) {
    for (const bool firstComesTheOther : {false, true}) {
        Choice story;
        story.put(story.a, story.first, 1);
        story.add(Kind::Put, story.chooser, story.second, 1);
        story.add(Kind::Get, story.b, story.second, 1);
        const LaneId other = story.thread("other");
        if (firstComesTheOther)
            story.add(Kind::GetWait, other, story.first, 0, 0, {}, false);
        story.choose();
        if (!firstComesTheOther)
            story.add(Kind::GetWait, other, story.first, 0, 0, {}, false);
        const analysis::WaitGraph graph = analysis::waitGraphAt(story.model, story.now());
        EXPECT_THAT(graph.giversOf(*graph.waitOf(other)), SizeIs(1));
        EXPECT_THAT(graph.giversOf(*graph.waitOf(story.chooser)), SizeIs(2));
    }
}

TEST(WaitRelation, OfAPutIntoAChannelWithoutRoomNeedsAReceiver) {
    Choice story;
    story.put(story.a, story.first, 1);
    story.add(Kind::PutWait, story.a, story.first, 0, 0, {}, false);
    const std::optional<LaneWait> wait = WaitRelation(story.model).of(story.a);
    EXPECT_EQ(wait->need, Need::Receiver);
    ASSERT_THAT(wait->givers, SizeIs(1));
    EXPECT_EQ(wait->givers[0].lane, story.chooser);
    EXPECT_EQ(wait->givers[0].tie, Tie::Gave);
}

TEST(WaitRelation, SeveralThingsMakeNobodyStuckWhileOneMayCome) {
    Choice story;
    story.put(story.a, story.first, 1);
    story.choose();
    const ObjectId lock = story.mutex("lock");
    story.take(story.chooser, lock);
    story.wait(story.a, lock);
    EXPECT_THAT(analysis::stuckLanes(story.model), IsEmpty()) << "B may still come to either";
    story.end(story.b);
    EXPECT_THAT(analysis::stuckLanes(story.model), SizeIs(2));
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, analysis::FindingKind::Deadlock);
}

TEST(WaitRelation, NamesAllThatWouldHaveDone) {
    Choice story;
    story.end(story.a);
    story.end(story.b);
    story.choose();
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "chooser waits for an item of first, which nobody left can put; second would do as well");
    EXPECT_THAT(story.findings.all()[0].objects, testing::UnorderedElementsAre(story.first, story.second));
}

TEST(WaitRelation, LeavesALockThatAnyLaneReleasesToOthersOnceItsOwnerHasEnded) {
    for (const std::uint64_t anyLane : {0, 1}) {
        Watched story;
        const LaneId owner = story.thread("owner"), waiter = story.thread("waiter"), other = story.thread("other");
        const ObjectId lock = story.object(Story::Type::Mutex, "lock", anyLane);
        story.take(owner, lock);
        story.wait(waiter, lock);
        EXPECT_TRUE(WaitRelation(story.model).of(waiter)->each) << "its owner lives";
        story.end(owner);
        EXPECT_EQ(WaitRelation(story.model).of(waiter)->each, anyLane == 0);
        EXPECT_EQ(analysis::stuckLanes(story.model).empty(), anyLane == 1) << "the other one may release it";
        story.end(other);
        EXPECT_THAT(analysis::stuckLanes(story.model), SizeIs(1));
        story.findings.nameHangs(story.model);
        ASSERT_FALSE(story.findings.all().empty());
        EXPECT_EQ(story.findings.all()[0].cause, analysis::StuckCause::OwnerGone);
    }
}

TEST(WaitRelation, DoesNotCountOnOneWhoHasLeftTheBarrier) {
    Watched story;
    const LaneId a = story.thread("A"), b = story.thread("B"), c = story.thread("C");
    const ObjectId barrier = story.object(Story::Type::Barrier, "b", 3);
    for (const LaneId lane : {a, b, c})
        story.await(lane, barrier);
    for (const LaneId lane : {a, b, c})
        story.wake(lane, barrier);
    story.add(Kind::BarrierDropped, c, barrier);
    story.await(a, barrier);
    const std::optional<LaneWait> wait = WaitRelation(story.model).of(a);
    ASSERT_THAT(wait->givers, SizeIs(1));
    EXPECT_EQ(wait->givers[0].lane, b);
}
