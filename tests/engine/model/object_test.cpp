#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

std::vector<std::int32_t> depths(const Object& object) {
    std::vector<std::int32_t> all;
    for (const Level& level : object.levels())
        all.push_back(level.depth);
    return all;
}

} // namespace

TEST(Locks, BlockTheNextOneAndHandOver) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    const EventIndex first = story.take(a, lock);
    const Nanos taken = story.now();
    story.wait(b, lock);
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(object.owners, SizeIs(1));
    ASSERT_THAT(object.waiters, SizeIs(1));
    EXPECT_EQ(object.waiters[0].lane, b);
    EXPECT_EQ(story.model.lane(b)->intervals().back().state, State::Blocked);
    EXPECT_EQ(story.model.lane(b)->intervals().back().object, lock);
    const EventIndex release = story.give(a, lock);
    EXPECT_THAT(object.owners, IsEmpty());
    const EventIndex second = story.take(b, lock);
    EXPECT_EQ(story.model.lane(b)->intervals().back().state, State::Running);
    ASSERT_THAT(object.holdings(), SizeIs(2));
    EXPECT_EQ(object.holdings()[0].acquired, first);
    EXPECT_EQ(object.holdings()[0].begin, taken);
    EXPECT_EQ(object.holdings()[0].end, taken + 2_ms);
    EXPECT_EQ(object.holdings()[1].lane, b);
    EXPECT_EQ(object.holdings()[1].end, Open);
    EXPECT_THAT(object.waiters, IsEmpty());
    EXPECT_EQ(object.acquisitions, 2u);
    EXPECT_EQ(object.contended, 1u);
    EXPECT_EQ(object.waitNs, 2_ms);
    EXPECT_EQ(object.holdNs, 2_ms);
    EXPECT_EQ(object.maxDepth, 1);
    ASSERT_THAT(story.model.arrows(), SizeIs(1));
    EXPECT_EQ(story.model.arrows()[0].from, release);
    EXPECT_EQ(story.model.arrows()[0].to, second);
    EXPECT_EQ(story.model.arrows()[0].kind, ArrowKind::HandOver);
}

TEST(Locks, TakenWithoutContentionLeaveOnlyHoldings) {
    Story story;
    const LaneId a = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    for (int i = 0; i < 10; ++i) {
        story.take(a, lock);
        story.give(a, lock);
    }
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(object.holdings(), SizeIs(10));
    EXPECT_THAT(object.levels(), SizeIs(1));
    EXPECT_THAT(object.events(), IsEmpty());
    EXPECT_THAT(story.model.lane(a)->intervals(), SizeIs(2));
}

TEST(Locks, RecursiveOnesCountTheirDepth) {
    Story story;
    const LaneId a = story.thread("T1");
    const ObjectId lock = story.object(Story::Type::RecursiveMutex, "R");
    story.take(a, lock, 1);
    story.take(a, lock, 2);
    story.give(a, lock, 1);
    EXPECT_THAT(story.model.object(lock)->owners, SizeIs(1));
    story.give(a, lock, 0);
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(depths(object), ElementsAre(0, 1, 2, 1, 0));
    EXPECT_THAT(object.holdings(), SizeIs(1));
    EXPECT_EQ(object.maxDepth, 2);
    EXPECT_EQ(object.acquisitions, 2u);
}

TEST(Locks, SharedOnesHaveSeveralReaders) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId lock = story.object(Story::Type::SharedMutex, "RW");
    story.take(a, lock, 0, true);
    story.take(b, lock, 0, true);
    story.wait(c, lock);
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(object.owners, SizeIs(2));
    story.give(a, lock, 0, true);
    story.give(b, lock, 0, true);
    story.take(c, lock);
    EXPECT_THAT(object.owners, SizeIs(1));
    EXPECT_EQ(object.maxDepth, 2);
    EXPECT_EQ(object.owners[0].lane, c);
}

TEST(Locks, OwnerWhoDiedWithoutReleasingIsFollowedByTheNext) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.wait(b, lock);
    story.kill(b, a);
    EXPECT_THAT(story.model.object(lock)->owners, SizeIs(1));
    story.take(b, lock);
    const Object& object = *story.model.object(lock);
    ASSERT_THAT(object.owners, SizeIs(1));
    EXPECT_EQ(object.owners[0].lane, b);
    EXPECT_EQ(object.holdings()[0].end, story.now());
}

TEST(Locks, TimeOutsAndFailedTriesAreMarked) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.object(Story::Type::TimedMutex, "A");
    story.take(a, lock);
    const EventIndex tried = story.fail(b, lock, trace::Failure::WouldBlock);
    story.wait(b, lock, 5_ms);
    EXPECT_TRUE(story.model.lane(b)->intervals().back().timed);
    const EventIndex gaveUp = story.fail(b, lock, trace::Failure::TimedOut);
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(story.model.lane(b)->marks(), ElementsAre(tried, gaveUp));
    EXPECT_THAT(object.waiters, IsEmpty());
    EXPECT_EQ(object.contended, 0u);
    EXPECT_EQ(story.model.lane(b)->intervals().back().state, State::Running);
}

TEST(Locks, ReleaseByAStrangerChangesNothing) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.give(b, lock);
    story.take(a, lock);
    story.give(b, lock);
    EXPECT_THAT(story.model.object(lock)->owners, SizeIs(1));
    EXPECT_EQ(story.model.object(lock)->owners[0].lane, a);
}

TEST(Semaphores, HaveOverlappingHolders) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId id = story.object(Story::Type::Semaphore, "S", 2);
    story.take(a, id);
    story.take(b, id);
    story.wait(c, id);
    const Object& object = *story.model.object(id);
    EXPECT_EQ(object.value, 0);
    EXPECT_THAT(object.owners, SizeIs(2));
    story.give(b, id, 1);
    story.take(c, id);
    EXPECT_THAT(object.owners, SizeIs(2));
    EXPECT_EQ(object.owners[0].lane, a);
    EXPECT_EQ(object.owners[1].lane, c);
    EXPECT_EQ(object.maxDepth, 2);
    const auto heldBy = [](LaneId lane) { return ::testing::Field(&Holding::lane, lane); };
    EXPECT_THAT(object.heldAt(story.now()), ElementsAre(heldBy(a), heldBy(c)));
    EXPECT_THAT(object.heldAt(story.now() - 3_ms), ElementsAre(heldBy(a), heldBy(b)));
}

TEST(Semaphores, CanBeReleasedByAnyoneAndByMany) {
    Story story;
    const LaneId producer = story.thread("P"), consumer = story.thread("C");
    const ObjectId id = story.object(Story::Type::Semaphore, "S", 0);
    story.give(producer, id, 3);
    const Object& object = *story.model.object(id);
    EXPECT_EQ(object.value, 3);
    EXPECT_EQ(object.permitsAt(0), 0);
    EXPECT_EQ(object.permitsAt(story.now()), 3) << "what was released beyond the first ones counts";
    story.take(consumer, id);
    story.take(consumer, id);
    EXPECT_EQ(object.value, 1);
    EXPECT_THAT(object.owners, SizeIs(2));
    story.give(producer, id, 1);
    EXPECT_THAT(object.owners, SizeIs(1));
}

TEST(Events, ReleaseAllWaitersWithOneSet) {
    Story story;
    const LaneId main = story.thread("main");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    std::vector<LaneId> waiters;
    for (int i = 0; i < 5; ++i) {
        waiters.push_back(story.thread("T" + std::to_string(i)));
        story.await(waiters.back(), flag);
    }
    EXPECT_THAT(story.model.object(flag)->waiters, SizeIs(5));
    const EventIndex set = story.signal(main, flag);
    EXPECT_EQ(story.model.object(flag)->value, 1);
    for (const LaneId lane : waiters)
        story.wake(lane, flag);
    ASSERT_THAT(story.model.arrows(), SizeIs(5));
    for (const Arrow& arrow : story.model.arrows()) {
        EXPECT_EQ(arrow.from, set);
        EXPECT_EQ(arrow.kind, ArrowKind::Wake);
    }
    EXPECT_THAT(story.model.object(flag)->waiters, IsEmpty());
    story.add(Story::Kind::Clear, main, flag);
    EXPECT_EQ(story.model.object(flag)->value, 0);
}

TEST(Events, WaitThatTimesOutIsMarkedAndNotCounted) {
    Story story;
    const LaneId a = story.thread("T1");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(a, flag, 3_ms);
    EXPECT_TRUE(story.model.lane(a)->intervals().back().timed);
    const EventIndex gaveUp = story.wake(a, flag, true);
    EXPECT_THAT(story.model.lane(a)->marks(), ElementsAre(gaveUp));
    EXPECT_EQ(story.model.object(flag)->acquisitions, 0u);
    EXPECT_THAT(story.model.arrows(), IsEmpty());
}

TEST(ConditionVariables, GiveEachNotificationToAsManyAsItIsFor) {
    Story story;
    const LaneId main = story.thread("main"), a = story.thread("T1"), b = story.thread("T2"), late = story.thread("T3");
    const ObjectId condition = story.object(Story::Type::ConditionVariable, "c");
    story.signal(main, condition, 1);
    EXPECT_EQ(story.model.object(condition)->pendingWakeups, 0) << "nobody waited: the notification is lost";
    story.await(a, condition);
    story.await(b, condition);
    const EventIndex one = story.signal(main, condition, 1);
    EXPECT_EQ(story.model.object(condition)->pendingWakeups, 1);
    story.await(late, condition);
    const EventIndex all = story.signal(main, condition);
    EXPECT_EQ(story.model.object(condition)->pendingWakeups, 3);
    story.wake(late, condition);
    EXPECT_EQ(story.model.arrows().back().from, all) << "the first notification came before it waited";
    story.wake(b, condition);
    EXPECT_EQ(story.model.arrows().back().from, one);
    story.wake(a, condition);
    EXPECT_EQ(story.model.arrows().back().from, all);
    EXPECT_EQ(story.model.object(condition)->pendingWakeups, 0);
}

TEST(Barriers, LetAllGoWhenTheLastOneComes) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId barrier = story.object(Story::Type::Barrier, "b", 2);
    story.await(a, barrier);
    EXPECT_EQ(story.model.object(barrier)->value, 1);
    const EventIndex last = story.await(b, barrier);
    EXPECT_EQ(story.model.object(barrier)->value, 0);
    story.wake(a, barrier);
    EXPECT_EQ(story.model.arrows().back().from, last);
}

TEST(Barriers, LetThoseGoWhoHaveComeWhereARoundIsGivenUp) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId barrier = story.object(Story::Type::Barrier, "b", 3);
    story.await(a, barrier);
    const EventIndex givenUp = story.add(Story::Kind::Clear, b, barrier);
    EXPECT_EQ(story.model.object(barrier)->value, 0) << "it does not count any more";
    story.wake(a, barrier);
    EXPECT_EQ(story.model.arrows().back().from, givenUp);
}

TEST(Latches, OpenAtZero) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId latch = story.object(Story::Type::Latch, "l", 2);
    story.await(a, latch);
    story.signal(b, latch, 1);
    EXPECT_EQ(story.model.object(latch)->value, 1);
    const EventIndex last = story.signal(b, latch, 1);
    story.wake(a, latch);
    EXPECT_EQ(story.model.object(latch)->value, 0);
    EXPECT_EQ(story.model.arrows().back().from, last);
}

TEST(Objects, AreNotUsedByALaneThatNamesAPlaceOfTheSameNumber) {
    Story story;
    const LaneId lane = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    story.add(Story::Kind::DefineSite, lane, lock, 12, 0, "x.cpp");
    EXPECT_FALSE(story.model.object(lock)->usedBy(lane));
}

TEST(Objects, HaveTheKindThatTheirProgramsLanguageKnows) {
    using namespace std::string_view_literals;
    Story story;
    const ObjectId lock = story.object(Story::Type::Mutex, "lock_a\0threading.Lock"sv), plain = story.object(Story::Type::Mutex, "lock_b");
    EXPECT_EQ(story.model.object(lock)->name, "lock_a");
    EXPECT_EQ(story.model.object(lock)->word, "threading.Lock");
    EXPECT_EQ(story.model.object(plain)->word, "");
}

TEST(Sites, OfALanguageAboveTheCodeHaveTheCodeBehindThem) {
    Story story;
    const LaneId lane = story.thread("T1");
    const SiteId behind = story.site("ceval.c", 41), line = story.site("bank.py", 8);
    story.add(Story::Kind::DefineSite, lane, ObjectId{line.value}, 8, behind.value, "bank.py");
    EXPECT_EQ(story.model.site(line)->behind, behind);
    EXPECT_EQ(siteAndBehindText(story.model, *story.model.site(line)), "bank.py:8 (ceval.c:41)");
    EXPECT_EQ(siteAndBehindText(story.model, *story.model.site(behind)), "ceval.c:41");
}

TEST(Queues, CarryItemsFromPutToGet) {
    Story story;
    const LaneId p = story.thread("P"), c = story.thread("C");
    const ObjectId queue = story.object(Story::Type::LifoQueue, "q", 2);
    const EventIndex first = story.add(Story::Kind::Put, p, queue, 1, 0, "one");
    const EventIndex second = story.add(Story::Kind::Put, p, queue, 2, 0, "two");
    story.add(Story::Kind::PutWait, p, queue);
    EXPECT_EQ(story.model.lane(p)->intervals().back().state, State::Waiting);
    story.add(Story::Kind::Get, c, queue, 2, 0, "two");
    EXPECT_EQ(story.model.arrows().back().from, second);
    EXPECT_EQ(story.model.arrows().back().kind, ArrowKind::Item);
    story.add(Story::Kind::Put, p, queue, 3);
    EXPECT_EQ(story.model.lane(p)->intervals().back().state, State::Running);
    story.add(Story::Kind::Get, c, queue, 3);
    story.add(Story::Kind::Get, c, queue, 1);
    EXPECT_EQ(story.model.arrows().back().from, first);
    const Object& object = *story.model.object(queue);
    EXPECT_EQ(object.value, 0);
    EXPECT_EQ(object.unfinished, 3);
    EXPECT_EQ(object.maxDepth, 2);
    EXPECT_EQ(object.acquisitions, 3u);
    story.add(Story::Kind::TaskDone, c, queue, 2);
    EXPECT_EQ(object.unfinished, 2);
    const EventIndex empty =
        story.add(Story::Kind::GetFailed, c, queue, 0, static_cast<std::uint32_t>(trace::Failure::Empty));
    EXPECT_THAT(story.model.lane(c)->marks(), ElementsAre(empty));
    EXPECT_THAT(depths(object), ElementsAre(0, 1, 2, 2, 1, 2, 1, 0));
}
