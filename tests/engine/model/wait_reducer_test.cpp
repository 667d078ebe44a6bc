// Waits of coroutines that leave their thread to others, waits for several things, channels and barriers, from events written by hand.

#include "engine/analysis/figures/snapshot.h"
#include "engine/model/query/current_wait.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::tests;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = Story::Kind;
using model::State;

namespace {

std::uint32_t number(Kind kind) { return static_cast<std::uint32_t>(kind); }

model::EventIndex waits(Story& story, Kind kind, LaneId lane, ObjectId object) { return story.add(kind, lane, object, 0, 0, {}, false); }

model::EventIndex alsoWaits(Story& story, LaneId lane, ObjectId object, Kind kind) {
    return story.add(Kind::AlsoWaits, lane, object, 0, number(kind), {}, false);
}

} // namespace

TEST(SuspendedWaits, LeaveTheThreadToOthersAndEndWithTheTaking) {
    Story story;
    const LaneId main = story.thread("main"), task = story.define("task", trace::LaneKind::Coroutine, main);
    const ObjectId lock = story.object(Story::Type::Mutex, "lock", trace::AnyLaneReleases);
    const LaneId other = story.thread("other");
    story.take(other, lock);
    story.add(Kind::LaneStart, main, objectOf(task));
    story.add(Kind::Resume, main, objectOf(task), 0, 0, {}, false);
    story.add(Kind::Suspend, task, lock, 0, 0, {}, false);
    const model::EventIndex wait = story.wait(task, lock);
    EXPECT_EQ(story.model.lane(task)->intervals().back().state, State::Suspended);
    EXPECT_NE(story.model.lane(main)->intervals().back().state, State::Blocked);
    EXPECT_THAT(story.model.object(lock)->waiters, SizeIs(1));
    EXPECT_EQ(model::currentWait(story.model, *story.model.lane(task))->event, wait);
    EXPECT_EQ(model::waitEventOf(story.model, *story.model.lane(task), story.model.lane(task)->intervals().back()), wait);
    story.add(Kind::Released, main, lock, 0, static_cast<std::uint32_t>(trace::Mode::OfHolder));
    EXPECT_THAT(story.model.object(lock)->owners, IsEmpty()) << "by another lane than its holder";
    story.add(Kind::Resume, main, objectOf(task), 0, 0, {}, false);
    story.take(task, lock);
    EXPECT_THAT(story.model.object(lock)->waiters, IsEmpty());
    EXPECT_EQ(story.model.object(lock)->contended, 1u);
}

TEST(WaitsForSeveral, EndByAnyOfThem) {
    Story story;
    const LaneId chooser = story.thread("chooser"), feeder = story.thread("feeder");
    const ObjectId a = story.object(Story::Type::Channel, "a"), b = story.object(Story::Type::Channel, "b");
    waits(story, Kind::GetWait, chooser, a);
    const model::Lane& lane = *story.model.lane(chooser);
    const model::EventIndex also = alsoWaits(story, chooser, b, Kind::GetWait);
    const model::Nanos meanwhile = story.now();
    EXPECT_THAT(story.model.object(a)->waiters, SizeIs(1));
    EXPECT_THAT(story.model.object(b)->waiters, SizeIs(1));
    ASSERT_THAT(story.model.alternativesOf(chooser), SizeIs(1));
    EXPECT_EQ(story.model.alternativesOf(chooser)[0].event, also);
    EXPECT_FALSE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    const model::EventIndex put = story.add(Kind::Put, feeder, b, 1, 0, "x");
    EXPECT_TRUE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    const model::EventIndex got = story.add(Kind::Get, chooser, b, 1, 0, "x");
    EXPECT_EQ(lane.intervals().back().state, State::Running);
    for (const ObjectId channel : {a, b})
        EXPECT_THAT(story.model.object(channel)->waiters, IsEmpty());
    EXPECT_FALSE(lane.waitsForSeveral);
    ASSERT_THAT(story.model.arrows(), SizeIs(1));
    EXPECT_EQ(story.model.arrows()[0].from, put);
    EXPECT_EQ(story.model.arrows()[0].to, got);
    ASSERT_THAT(analysis::objectAt(story.model, b, meanwhile).waiters, SizeIs(1)) << "also seen from later";
    EXPECT_EQ(analysis::objectAt(story.model, b, meanwhile).waiters[0].what, analysis::WaitFor::Item);
    EXPECT_THAT(analysis::objectAt(story.model, b, story.now()).waiters, IsEmpty());
}

TEST(WaitsForSeveral, AreAbandonedTogether) {
    Story story;
    const LaneId lane = story.thread("lane");
    const ObjectId a = story.object(Story::Type::Channel, "a"), flag = story.object(Story::Type::Event, "flag");
    alsoWaits(story, lane, flag, Kind::WaitBegin); // without a wait it says nothing
    EXPECT_THAT(story.model.object(flag)->waiters, IsEmpty());
    waits(story, Kind::PutWait, lane, a);
    alsoWaits(story, lane, flag, Kind::WaitBegin);
    story.end(lane);
    EXPECT_THAT(story.model.object(a)->waiters, IsEmpty());
    EXPECT_THAT(story.model.object(flag)->waiters, IsEmpty());
    EXPECT_THAT(story.model.alternativesOf(lane), IsEmpty());
}

TEST(WaitsForSeveral, OfAConditionEndByTheStopThatIsRequested) {
    Story story;
    const LaneId waiter = story.thread("waiter"), main = story.thread("main");
    const ObjectId changed = story.object(Story::Type::ConditionVariable, "changed"), stop = story.object(Story::Type::Event, "stop");
    story.await(waiter, changed);
    alsoWaits(story, waiter, stop, Kind::WaitBegin);
    const model::EventIndex request = story.signal(main, stop);
    const model::Lane& lane = *story.model.lane(waiter);
    EXPECT_TRUE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    story.wake(waiter, changed);
    ASSERT_THAT(story.model.arrows(), SizeIs(1));
    EXPECT_EQ(story.model.arrows()[0].from, request);
}

TEST(Channels, LetAPutterGoOnWhoseItemWasGot) {
    Story story;
    const LaneId sender = story.thread("sender"), receiver = story.thread("receiver");
    const ObjectId channel = story.object(Story::Type::Channel, "c");
    waits(story, Kind::PutWait, sender, channel);
    const model::Lane& lane = *story.model.lane(sender);
    EXPECT_FALSE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    const model::EventIndex got = story.add(Kind::Get, receiver, channel, 1, 0, "x");
    EXPECT_TRUE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    EXPECT_EQ(story.model.object(channel)->levels().back().depth, 0) << "never below";
    const model::EventIndex put = story.add(Kind::Put, sender, channel, 1, 0, "x");
    EXPECT_EQ(story.model.object(channel)->value, 0);
    ASSERT_THAT(story.model.arrows(), SizeIs(1));
    EXPECT_EQ(story.model.arrows()[0].from, got);
    EXPECT_EQ(story.model.arrows()[0].to, put);
    EXPECT_EQ(story.model.arrows()[0].kind, model::ArrowKind::Wake);
    EXPECT_THAT(analysis::objectAt(story.model, channel, story.now()).items, IsEmpty());
}

TEST(Channels, ServeThoseWhoWaitWhenTheyAreClosed) {
    Story story;
    const LaneId getter = story.thread("getter"), putter = story.thread("putter"), main = story.thread("main");
    const ObjectId in = story.object(Story::Type::Channel, "in"), full = story.object(Story::Type::Channel, "full", 1);
    waits(story, Kind::GetWait, getter, in);
    story.add(Kind::Put, main, full, 1);
    waits(story, Kind::PutWait, putter, full);
    const auto served = [&](LaneId id) {
        const model::Lane& lane = *story.model.lane(id);
        return model::available(story.model, lane, *model::currentWait(story.model, lane));
    };
    EXPECT_FALSE(served(getter));
    EXPECT_FALSE(served(putter));
    for (const ObjectId channel : {in, full})
        story.add(Kind::ChannelClosed, main, channel);
    EXPECT_TRUE(served(getter));
    EXPECT_TRUE(served(putter));
}

TEST(BarriersThatAreLeft, ExpectOneLessFromTheNextRoundOn) {
    Story story;
    const LaneId a = story.thread("A"), b = story.thread("B"), c = story.thread("C");
    const ObjectId barrier = story.object(Story::Type::Barrier, "b", 3);
    const model::Object& object = *story.model.object(barrier);
    story.add(Kind::BarrierDropped, c, barrier);
    story.await(a, barrier);
    EXPECT_EQ(object.value, 2);
    EXPECT_EQ(object.expected, 3);
    story.await(b, barrier);
    EXPECT_EQ(object.value, 0);
    EXPECT_EQ(object.expected, 2);
    EXPECT_EQ(analysis::objectAt(story.model, barrier, story.now()).generation, 1u);
    story.wake(a, barrier);
    story.wake(b, barrier);
    story.await(a, barrier);
    story.await(b, barrier);
    EXPECT_EQ(analysis::objectAt(story.model, barrier, story.now()).generation, 2u);
    EXPECT_EQ(analysis::objectAt(story.model, barrier, story.now()).expected, 2);
}

TEST(BarriersThatAreBroken, LetThoseGoOnWhoWait) {
    Story story;
    const LaneId a = story.thread("A"), b = story.thread("B");
    const ObjectId barrier = story.object(Story::Type::Barrier, "b", 3);
    story.await(a, barrier);
    const model::Lane& lane = *story.model.lane(a);
    EXPECT_FALSE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    const model::EventIndex broken = story.add(Kind::BarrierBroken, b, barrier);
    EXPECT_TRUE(model::available(story.model, lane, *model::currentWait(story.model, lane)));
    story.add(Kind::WaitEnd, a, barrier, 0, trace::WaitInVain);
    ASSERT_THAT(story.model.arrows(), SizeIs(1));
    EXPECT_EQ(story.model.arrows()[0].from, broken);
    story.await(a, barrier);
    story.add(Kind::Clear, b, barrier);
    EXPECT_EQ(story.model.object(barrier)->value, 0);
    EXPECT_EQ(story.model.object(barrier)->expected, 3);
}

TEST(BarriersThatAreBroken, AreNoOtherObjectsOfADamagedFile) {
    Story story;
    const LaneId a = story.thread("A");
    const ObjectId variable = story.object(Story::Type::Variable, "v", std::uint64_t{1} << 63);
    const std::int64_t value = story.model.object(variable)->value;
    for (const Kind kind : {Kind::BarrierDropped, Kind::BarrierBroken, Kind::BarrierDropped})
        story.add(kind, a, variable);
    EXPECT_EQ(story.model.object(variable)->value, value);
    EXPECT_EQ(story.model.object(variable)->dropped, 0) << "from a value that is no number of threads nothing can be taken";
}
