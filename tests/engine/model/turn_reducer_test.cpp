// Coroutines between the moment at which they may go on and their turn.

#include "engine/model/query/cause.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::tests;
using model::State;
using Kind = Story::Kind;

namespace {

/// A thread with a loop; each event is 1 ms after the one before.
struct Turns : ::testing::Test {
    Story story;
    LaneId main = story.thread("main");
    ObjectId loop = story.object(Story::Type::Loop, "loop");

    LaneId coroutine(const char* name, bool inLoop = true) {
        const LaneId id = story.define(name, trace::LaneKind::Coroutine, main);
        story.add(Kind::LaneStart, main, objectOf(id), 0, inLoop ? loop.value : 0);
        return id;
    }
    void resume(LaneId by, LaneId whom) { story.add(Kind::Resume, by, objectOf(whom), 0, 0, {}, false); }
    void suspend(LaneId lane, model::Nanos limit, ObjectId on = {}) {
        story.add(Kind::Suspend, lane, on, static_cast<std::uint64_t>(limit), 0, {}, false);
        resume(lane, main);
    }
    [[nodiscard]] State stateAt(LaneId lane, model::Nanos time) const { return story.model.lane(lane)->at(time)->state; }
    [[nodiscard]] State state(LaneId lane) const { return story.model.lane(lane)->intervals().back().state; }
};

} // namespace

TEST_F(Turns, WhoseTimeIsOverIsReadyFromThenOnWhileAnotherKeepsTheThread) {
    const LaneId sleeper = coroutine("sleeper"), longer = coroutine("longer"), busy = coroutine("busy");
    resume(main, longer);
    suspend(longer, 2'000_ms);
    resume(main, sleeper);
    suspend(sleeper, 50_ms);
    const model::Nanos slept = story.now() - 1_ms;
    resume(main, busy);
    story.add(Kind::SleepBegin, busy, {}, 500'000'000);
    story.after(500_ms).add(Kind::SleepEnd, busy);
    suspend(busy, 5_ms);
    EXPECT_EQ(stateAt(sleeper, slept + 50_ms - 1), State::Suspended);
    EXPECT_EQ(stateAt(sleeper, slept + 50_ms), State::Ready);
    EXPECT_EQ(state(sleeper), State::Ready);
    EXPECT_EQ(state(longer), State::Suspended) << "its time has not come";
    EXPECT_EQ(stateAt(main, slept + 100_ms), State::Sleeping) << "the thread does what the busy one does";
    resume(main, sleeper);
    EXPECT_EQ(state(sleeper), State::Running);
    suspend(sleeper, 0);
    story.after(3'000_ms).add(Kind::Print, main, {}, 0, 0, "late");
    EXPECT_EQ(state(sleeper), State::Suspended) << "it waits without a limit now";
    EXPECT_EQ(state(longer), State::Ready);
}

TEST_F(Turns, WhoWasWokenIsReadyAndItsWakerIsTheCause) {
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    const LaneId waiter = coroutine("waiter"), setter = coroutine("setter");
    resume(main, waiter);
    story.add(Kind::Suspend, waiter, flag, 0, 0, {}, false);
    story.await(waiter, flag);
    resume(waiter, main);
    const model::Interval waited = story.model.lane(waiter)->intervals().back();
    resume(main, setter);
    story.signal(setter, flag);
    const model::EventIndex woken = story.add(Kind::MadeReady, setter, objectOf(waiter), 0, 0, {}, false);
    EXPECT_EQ(state(waiter), State::Ready);
    EXPECT_EQ(state(setter), State::Running);
    EXPECT_EQ(model::causeOf(story.model, waited, woken), woken);
    story.add(Kind::MadeReady, setter, objectOf(setter), 0, 0, {}, false);
    EXPECT_EQ(state(setter), State::Running) << "it is not suspended";
}

TEST_F(Turns, WhoOnlyGivesItsTurnAwayInALoopIsReady) {
    const LaneId polite = coroutine("polite"), greenlet = coroutine("greenlet", false);
    resume(main, polite);
    resume(polite, main);
    EXPECT_EQ(state(polite), State::Ready);
    EXPECT_EQ(state(main), State::Running);
    EXPECT_EQ(state(greenlet), State::Created) << "nobody has switched to it: it exists, and is not ready";
    resume(main, greenlet);
    resume(greenlet, main);
    EXPECT_EQ(state(greenlet), State::Suspended) << "without a loop it goes on when somebody switches to it";
}

TEST_F(Turns, AreSeenWhileNothingComes) {
    const LaneId sleeper = coroutine("sleeper"), busy = coroutine("busy");
    resume(main, sleeper);
    suspend(sleeper, 50_ms);
    story.add(Kind::HoldBegin, main, {}, trace::HeldByPause);
    story.model.passTo(story.now() + 100_ms);
    EXPECT_EQ(state(sleeper), State::Suspended) << "a pause takes no time";
    story.add(Kind::HoldEnd, main);
    resume(main, busy);
    story.model.passTo(story.now() + 20_ms);
    EXPECT_EQ(state(sleeper), State::Suspended);
    story.model.passTo(story.now() + 100_ms);
    EXPECT_EQ(state(sleeper), State::Ready);
    story.after(10_ms).add(Kind::Print, busy, {}, 0, 0, "earlier than that");
    resume(busy, main);
    resume(main, sleeper);
    EXPECT_EQ(state(sleeper), State::Running);
}

TEST_F(Turns, AreWaitedForUpToTheEndOfTheRun) {
    const LaneId sleeper = coroutine("sleeper");
    resume(main, sleeper);
    suspend(sleeper, 50_ms);
    story.model.finish(story.now() + 100_ms, trace::Outcome::TimedOut);
    EXPECT_EQ(state(sleeper), State::Ready);
}
