// Who is left to give what nobody has given, in programs that do not say themselves who is to.
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

namespace {

using Kind = Story::Kind;
using Type = Story::Type;

TEST(InferredGivers, AreThoseWhoWaitForALockOfWhoeverWaitsForAFuture) {
    Watched story;
    const LaneId main = story.thread("main"), task = story.thread("task");
    const ObjectId log = story.mutex("log"), future = story.object(Type::Futex, "future");
    story.take(main, log);
    story.await(main, future);
    story.wait(task, log);
    EXPECT_TRUE(story.standstill()) << "a wait for a futex keeps the locks";
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Cycle);
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(main, task));
}

/// As the recorder tells of an object: with the address where it lies.
ObjectId at(Watched& story, Type type, std::string_view name, std::uint64_t initial) {
    const ObjectId object = story.object(type, name, initial);
    story.add(Kind::ObjectAt, {}, object, 0x1000 + 64 * object.value, 0, {}, false);
    return object;
}

TEST(InferredGivers, AreThoseWhoWaitForALockOfWhoeverWaitsForAPermitThatNobodyHas) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("worker");
    const ObjectId loader = story.mutex("loader"), up = at(story, Type::Semaphore, "up", 0);
    story.take(main, loader);
    story.wait(main, up);
    story.wait(worker, loader);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Cycle);
    EXPECT_EQ(story.message(0), "Deadlock: main waits for up, which nobody is left to give but those who wait for what it holds itself: worker; "
                                "worker waits for loader, held by main");
}

TEST(InferredGivers, AreThoseWhoWaitForALockOfWhoeverWaitsAtABarrierOrALatch) {
    for (const Type type : {Type::Barrier, Type::Latch}) {
        Watched story;
        const LaneId one = story.thread("one"), two = story.thread("two");
        const ObjectId lock = story.mutex("lock"), meeting = at(story, type, "meeting", 2);
        story.take(one, lock);
        story.await(one, meeting);
        story.wait(two, lock);
        story.findings.nameHangs(story.model);
        ASSERT_THAT(story.findings.all(), SizeIs(1));
        EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Cycle) << story.message(0);
    }
}

TEST(InferredGivers, AreNoneWhereTheOthersOnlyWaitForItsEnd) {
    Watched story;
    const LaneId main = story.thread("main"), task = story.thread("task");
    const ObjectId future = story.object(Type::Futex, "future");
    story.await(task, future);
    story.join(main, task);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Hang);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::NobodyLeft);
}

TEST(InferredGivers, AreTheTakersOfAQueueWhoAllWaitForWorkThatIsInIt) {
    Watched story;
    const LaneId main = story.thread("main"), one = story.thread("one"), two = story.thread("two");
    const ObjectId queue = story.object(Type::ConditionVariable, "queue");
    const ObjectId first = story.object(Type::Futex, "first"), second = story.object(Type::Futex, "second");
    for (const LaneId worker : {one, two}) {
        story.await(worker, queue);
        story.add(Kind::Signal, main, queue, 1);
        story.add(Kind::WaitEnd, worker, queue);
    }
    story.add(Kind::Signal, one, queue, 1);
    story.await(one, first);
    story.add(Kind::Signal, two, queue, 1);
    story.await(two, second);
    story.join(main, one);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Hang);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::PoolWaitsForItself);
    EXPECT_THAT(story.message(0), HasSubstr("those who wait at queue"));
}

TEST(InferredGivers, AreTakersAlsoWhereTheyFoundWorkAtOnceAndNeverWaited) {
    Watched story;
    const LaneId main = story.thread("main"), one = story.thread("one"), two = story.thread("two");
    const ObjectId lock = story.mutex("lock"), queue = story.object(Type::ConditionVariable, "queue");
    const ObjectId result = story.object(Type::Futex, "result"), first = story.object(Type::Futex, "first"), second = story.object(Type::Futex, "second");
    const auto put = [&](LaneId lane) {
        story.take(lane, lock);
        story.give(lane, lock);
        story.add(Kind::Signal, lane, queue, 1);
    };
    put(main);
    put(main);
    for (const LaneId worker : {one, two}) {
        story.take(worker, lock);
        story.give(worker, lock);
    }
    put(one);
    put(two);
    story.await(one, first);
    story.await(two, second);
    story.await(main, result);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::PoolWaitsForItself);
    EXPECT_THAT(story.findings.all()[0].behind, ElementsAre(main)) << "who only puts work in does none of it";
}

TEST(InferredGivers, AreNoTakersWhileOneOfThemIsIdle) {
    Watched story;
    const LaneId main = story.thread("main"), one = story.thread("one"), two = story.thread("two");
    const ObjectId queue = story.object(Type::ConditionVariable, "queue"), future = story.object(Type::Futex, "future");
    story.await(one, queue);
    story.add(Kind::Signal, main, queue, 1);
    story.add(Kind::WaitEnd, one, queue);
    story.await(two, queue);
    story.add(Kind::Signal, one, queue, 1);
    story.add(Kind::WaitEnd, two, queue);
    story.await(two, queue);
    story.await(one, future);
    story.join(main, one);
    story.findings.nameHangs(story.model);
    for (const Finding& finding : story.findings.all())
        EXPECT_NE(finding.cause, StuckCause::PoolWaitsForItself);
}

TEST(InsideLibrary, IsTheCauseWhereOnlyTheWaitIsSeen) {
    Watched story;
    const LaneId a = story.thread("A"), b = story.thread("B");
    const ObjectId inside = story.object(Type::Inside, "something inside libgomp.so.1");
    story.await(a, inside);
    story.join(b, a);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::InsideLibrary);
}

TEST(InsideLibrary, WaitsForThreadsOfItsOwnProcessAloneAlsoWhileAnotherProcessGoesOn) {
    Watched story;
    const LaneId parent = story.process("parent"), main = story.thread("main", parent);
    const LaneId child = story.process("child", parent), only = story.thread("main", child);
    const ObjectId inside{900};
    story.add(Kind::DefineObject, only, inside, 0, static_cast<std::uint32_t>(Type::Inside), "something inside libc.so.6");
    story.await(only, inside);
    story.add(Kind::Note, main, ObjectId{}, 0, 0, "goes on");
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].lanes, std::vector<LaneId>{only});
}

TEST(FindingsOfStuck, FollowAPoolsResultToTheWorkersThatWaitForIt) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("tp-1");
    const ObjectId pool = story.object(Type::Pool, "tp", 1);
    const ObjectId outer = story.object(Type::Event, "result of outer"), inner = story.object(Type::Event, "result of inner");
    story.add(Kind::ResultOf, main, outer, 1, pool.value);
    story.add(Kind::TaskBegin, worker, pool, 1, 0, "outer");
    story.await(main, outer);
    story.add(Kind::ResultOf, worker, inner, 2, pool.value);
    story.await(worker, inner);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::PoolWaitsForItself);
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Hang);
    EXPECT_EQ(story.message(0), "tp-1 waits for result of inner, which is queued until it is free itself");
    EXPECT_THAT(story.findings.all()[0].behind, ElementsAre(main));
}

TEST(FindingsOfStuck, AreADeadlockWhereTheOneWorkerWaitsForALockOfWhoWaitsForAQueuedTask) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("tp-1");
    const ObjectId pool = story.object(Type::Pool, "tp", 1), lock = story.object(Type::Mutex, "m");
    const ObjectId inner = story.object(Type::Event, "result of inner");
    story.take(main, lock);
    story.add(Kind::TaskBegin, worker, pool, 1, 0, "outer");
    story.add(Kind::ResultOf, main, inner, 2, pool.value);
    story.wait(worker, lock);
    story.await(main, inner);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Cycle);
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(main, worker));
}

} // namespace
