// What may come from those whom Braid does not see.

#include "engine/model/query/outside.h"

#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;

namespace {

using Kind = Story::Kind;
using Type = Story::Type;

/// Two threads of a process that wait, one for a permit and one for the other one's end.
struct Outside : ::testing::Test {
    Story story;
    LaneId process = story.process("host"), waiter = story.thread("W", process), main = story.thread("main", process);
    ObjectId permits = story.object(Type::Semaphore, "s");
    void standStill() {
        story.wait(waiter, permits);
        story.join(main, waiter);
        EXPECT_TRUE(standsStill());
    }
    [[nodiscard]] bool standsStill() { return story.model.checkFrozen() == BreakKind::Standstill; }
    void unknownThreads(std::uint64_t count) { story.add(Kind::GivenOutside, process, objectOf(process), count, 0, {}, false); }
};

TEST_F(Outside, KeepsARunFromStandingStillWhereSomebodyMayGiveTheObject) {
    standStill();
    const Nanos before = story.model.endTime();
    story.add(Kind::GivenOutside, main, permits, 0, 0, {}, false);
    EXPECT_FALSE(standsStill());
    EXPECT_TRUE(mayComeFromOutside(story.model, *story.model.object(permits)));
    EXPECT_FALSE(mayComeFromOutsideAt(story.model, *story.model.object(permits), before));
}

TEST_F(Outside, IsTheWholeRunWhileThereAreThreadsThatBraidDoesNotKnow) {
    standStill();
    unknownThreads(2);
    EXPECT_FALSE(standsStill());
    EXPECT_EQ(story.model.unknownThreadsAt(story.now()), 2u);
    unknownThreads(0);
    EXPECT_TRUE(standsStill());
    EXPECT_EQ(story.model.unknownThreadsAt(story.now()), 0u);
}

TEST_F(Outside, GivesNoLockBackThatALaneHolds) {
    const ObjectId lock = story.mutex("A");
    story.take(main, lock);
    story.wait(waiter, lock);
    story.join(main, waiter);
    unknownThreads(1);
    story.add(Kind::GivenOutside, main, lock, 0, 0, {}, false);
    EXPECT_TRUE(standsStill());
}

TEST_F(Outside, DoesNotSetTheResultOfATask) {
    const ObjectId result = story.object(Type::Event, "result"), pool = story.object(Type::Pool, "pool");
    story.add(Kind::ResultOf, main, result, 1, pool.value, {}, false);
    story.await(waiter, result);
    unknownThreads(1);
    EXPECT_FALSE(mayComeFromOutside(story.model, *story.model.object(result)));
}

TEST_F(Outside, GivesNothingAnyMoreWhenTheRunIsOver) {
    standStill();
    unknownThreads(1);
    story.model.finish(story.now() + 5_ms, trace::Outcome::TimedOut);
    const Object& object = *story.model.object(permits);
    EXPECT_FALSE(mayComeFromOutside(story.model, object));
    EXPECT_TRUE(unknownThreadsMayGive(story.model, object)) << "but it might have";
    EXPECT_TRUE(mayComeFromOutsideAt(story.model, object, story.model.runTime(story.now()))) << "and was about to, then";
}

TEST_F(Outside, GivesPermitsThatNobodyWasSeenToRelease) {
    story.add(Kind::GivenOutside, main, permits, 0, 0, {}, false);
    story.take(waiter, permits);
    EXPECT_EQ(story.model.object(permits)->value, 0) << "not one less than none";
}

TEST_F(Outside, IsToldInSentences) {
    const EventIndex said = story.add(Kind::GivenOutside, main, permits, 0, 0, {}, false);
    EXPECT_EQ(describe(story.model, said).english(), "Somebody whom Braid does not see may give to s");
    unknownThreads(3);
    EXPECT_EQ(describe(story.model, static_cast<EventIndex>(story.model.log().size() - 1)).english(), "Threads in the run that Braid does not know: 3");
}

} // namespace
