// When time stands still: pauses and standstills take no run time.

#include "engine/model/query/level_of_detail.h"
#include "engine/model/query/statistics.h"
#include "engine/trace/operation_kind.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

namespace braid::tests {
namespace {

using model::BreakKind;
using model::Nanos;
using model::State;
using Kind = Story::Kind;

struct Freeze : testing::Test {
    Story story;

    void pause(LaneId lane) { story.add(Kind::HoldBegin, lane, {}, trace::HeldByPause); }
    void pauseAsleep(LaneId lane) { story.add(Kind::HoldBegin, lane, {}, trace::HeldByPause, trace::HeldAsleep); }
    void slow(LaneId lane) { story.add(Kind::HoldBegin, lane); }
    void release(LaneId lane) { story.add(Kind::HoldEnd, lane); }
    void sleep(LaneId lane, Nanos time) { story.add(Kind::SleepBegin, lane, {}, static_cast<std::uint64_t>(time)); }
    void wakeUp(LaneId lane) { story.add(Kind::SleepEnd, lane); }
    [[nodiscard]] const std::vector<model::Break>& breaks() const { return story.model.breaks(); }
    [[nodiscard]] Nanos timeIn(LaneId lane, State state) const {
        const model::Lane& which = *story.model.lane(lane);
        return model::stateTimes(which, story.model.endTime())[static_cast<std::size_t>(state)];
    }
};

TEST_F(Freeze, APauseTakesNoRunTimeAndIsOneBreak) {
    const LaneId one = story.thread("T1"), two = story.thread("T2");
    pause(one);
    pause(two);
    const Nanos held = story.model.endTime();
    story.after(22'000_ms);
    release(one);
    release(two);
    story.add(Kind::Print, one, {}, 0, 0, "on");
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].kind, BreakKind::Paused);
    EXPECT_EQ(breaks()[0].at, held);
    EXPECT_EQ(breaks()[0].duration, 22'000_ms);
    EXPECT_EQ(breaks()[0].number, 1U);
    EXPECT_EQ(story.model.endTime(), held + 2_ms);
    EXPECT_EQ(story.model.log().back().time, held + 2_ms);
    EXPECT_LE(timeIn(one, State::Ready), 2_ms) << "nobody was ready for 22 s";
    EXPECT_LE(timeIn(two, State::Ready), 2_ms);
    EXPECT_EQ(story.model.runTime(story.now()), story.model.endTime());
}

TEST_F(Freeze, WhoAwaitsItsTurnOfAScheduleKeepsNoPauseFromStandingStill) {
    const LaneId one = story.thread("T1"), two = story.thread("T2");
    story.add(Kind::HoldBegin, two, {}, trace::HeldForTurn);
    pause(one);
    story.after(22'000_ms);
    release(one);
    release(two);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].kind, BreakKind::Paused);
}

TEST_F(Freeze, WhoWaitsInAPauseDoesNotKeepTimeGoing) {
    const LaneId main = story.thread("main"), worker = story.thread("T1"), reader = story.thread("T2"), timed = story.thread("T3");
    const ObjectId lock = story.mutex("A"), event = story.object(Story::Type::Event, "e");
    story.take(worker, lock);
    story.join(main, worker);
    story.add(Kind::IoBegin, reader, {}, 5, trace::IoWaiting);
    story.await(timed, event, 5'000_ms);
    pause(worker);
    story.after(3'000_ms);
    // Its data comes in the middle of the pause, and then it is held as well.
    story.add(Kind::IoEnd, reader, {}, 1, trace::IoWaiting);
    pause(reader);
    story.after(4'000_ms);
    EXPECT_EQ(story.model.checkFrozen(), BreakKind::Paused);
    EXPECT_EQ(story.model.frozenNumber(), 1U) << "it goes on";
    release(worker);
    release(reader);
    ASSERT_EQ(breaks().size(), 2U);
    EXPECT_EQ(breaks()[0].duration, 3'000_ms);
    EXPECT_EQ(breaks()[1].duration, 4'000_ms);
    EXPECT_EQ(breaks()[0].number, breaks()[1].number) << "it is one pause";
}

TEST_F(Freeze, ALaneThatComputesOnOrSleepsOnKeepsTimeGoing) {
    const LaneId one = story.thread("T1"), computing = story.thread("T2");
    pause(one);
    story.after(500_ms);
    pause(computing);
    EXPECT_TRUE(breaks().empty()) << "T2 ran all the while";
    EXPECT_GE(timeIn(computing, State::Running), 500_ms);
    EXPECT_GE(timeIn(one, State::Paused), 500_ms) << "it is the person who keeps it from going on";
    EXPECT_EQ(timeIn(one, State::Ready), 0) << "and no want of a processor";
    story.after(300_ms);
    release(computing);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].duration, 300_ms);
    sleep(computing, 1'000_ms);
    story.after(900_ms);
    wakeUp(computing);
    EXPECT_EQ(breaks().size(), 1U) << "a sleep that is not held counts";
}

TEST_F(Freeze, ASleeperHeldByAPauseSleepsOnAfterwards) {
    const LaneId sleeper = story.thread("T1");
    sleep(sleeper, 100_ms);
    story.after(40_ms);
    pauseAsleep(sleeper);
    EXPECT_EQ(story.model.lane(sleeper)->intervals().back().state, State::Sleeping);
    story.after(10'000_ms);
    release(sleeper);
    EXPECT_EQ(story.model.lane(sleeper)->intervals().back().state, State::Sleeping);
    story.after(60_ms);
    wakeUp(sleeper);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].duration, 10'000_ms);
    EXPECT_EQ(timeIn(sleeper, State::Sleeping), 100_ms);
    EXPECT_EQ(story.model.lane(sleeper)->intervals().back().state, State::Running);
}

TEST_F(Freeze, ACoroutineHeldInASleepHoldsItsThread) {
    const LaneId thread = story.thread("loop");
    const LaneId coroutine = story.define("c", trace::LaneKind::Coroutine, thread);
    story.add(Kind::Resume, thread, objectOf(coroutine));
    sleep(coroutine, 100_ms);
    pauseAsleep(coroutine);
    story.after(7'000_ms);
    release(coroutine);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].duration, 7'000_ms);
}

TEST_F(Freeze, EachStepLetsTimeFlowForAMomentAndIsAPauseOfItsOwn) {
    const LaneId one = story.thread("T1"), two = story.thread("T2");
    pause(one);
    pause(two);
    const Nanos begin = story.model.endTime();
    for (int step = 0; step < 3; ++step) {
        story.after(400_ms);
        release(one);
        story.add(Kind::Yield, one);
        pause(one);
    }
    story.after(800_ms);
    release(one);
    release(two);
    ASSERT_EQ(breaks().size(), 4U);
    EXPECT_EQ(breaks().back().number, 4U);
    EXPECT_EQ(breaks().back().duration, 800_ms);
    EXPECT_EQ(breaks()[1].at, begin + 2_ms);
    EXPECT_EQ(breaks()[1].before, 400_ms);
    EXPECT_EQ(story.model.endTime(), begin + 7_ms);
}

TEST_F(Freeze, SlowMotionIsRunTimeUntilItBecomesAPause) {
    const LaneId one = story.thread("T1");
    slow(one);
    story.after(300_ms);
    release(one);
    EXPECT_TRUE(breaks().empty());
    EXPECT_EQ(timeIn(one, State::Paused), 300_ms);
    slow(one);
    story.after(100_ms);
    pause(one);
    story.after(5'000_ms);
    release(one);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].duration, 5'000_ms);
    EXPECT_EQ(timeIn(one, State::Paused), 400_ms);
}

TEST_F(Freeze, AGapInWhichSomethingCouldMoveIsRunTime) {
    const LaneId main = story.thread("main"), worker = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    story.take(worker, lock);
    story.wait(main, lock);
    story.give(worker, lock);
    story.join(worker, main);
    // The lock is free: main has it already or is about to get it.
    story.after(2'000_ms);
    story.take(main, lock);
    EXPECT_TRUE(breaks().empty());
    EXPECT_EQ(story.model.endTime(), story.now());
}

TEST_F(Freeze, APauseOfTwoProcessesStandsWhenBothStand) {
    const LaneId first = story.process("run"), one = story.thread("main", first);
    const LaneId second = story.process("child", first), two = story.thread("main", second);
    pause(one);
    story.after(50_ms); // the child still runs
    pause(two);
    EXPECT_TRUE(breaks().empty());
    story.after(2'000_ms);
    release(two);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].duration, 2'000_ms);
}

struct Standstill : Freeze {
    LaneId one = story.thread("T1"), two = story.thread("T2");
    ObjectId a = story.mutex("A"), b = story.mutex("B");
    void close() {
        story.take(one, a);
        story.take(two, b);
        story.wait(one, b);
        story.wait(two, a);
    }
};

TEST_F(Standstill, TheEndOfAStuckRunIsWhereItGotStuck) {
    close();
    const Nanos stuck = story.model.endTime();
    EXPECT_EQ(story.model.checkFrozen(), BreakKind::Standstill);
    story.model.finish(stuck + 59'000_ms, trace::Outcome::Deadlock);
    EXPECT_EQ(story.model.endTime(), stuck);
    EXPECT_EQ(story.model.frozen(), BreakKind::Standstill);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].kind, BreakKind::Standstill);
    EXPECT_EQ(breaks()[0].at, stuck);
    EXPECT_EQ(breaks()[0].duration, 59'000_ms);
    EXPECT_EQ(story.model.lane(two)->at(stuck)->state, State::Blocked);
    EXPECT_EQ(story.model.traceTime(static_cast<model::EventIndex>(story.model.log().size())), stuck + 59'000_ms);
}

TEST_F(Standstill, ALaneEndedFromOutsideEndsItAndTheOthersGoOn) {
    const LaneId parent = story.process("run"), main = story.thread("main", parent);
    const LaneId child = story.process("child", parent), only = story.thread("main", child);
    const ObjectId never = story.object(Story::Type::Event, "never");
    close();
    story.await(only, never);
    story.join(main, child);
    const Nanos stuck = story.model.endTime();
    story.after(12'000_ms);
    story.kill(main, child);
    story.joined(main, child);
    story.after(100_ms);
    story.end(main);
    ASSERT_EQ(breaks().size(), 1U);
    EXPECT_EQ(breaks()[0].kind, BreakKind::Standstill);
    EXPECT_EQ(breaks()[0].at, stuck);
    EXPECT_EQ(breaks()[0].duration, 12'000_ms);
    EXPECT_EQ(story.model.endTime(), stuck + 101_ms);
}

TEST_F(Standstill, AParameterMovedMeanwhileDividesItAndTheTimeStillStands) {
    close();
    const Nanos stuck = story.model.endTime();
    const auto move = [this](int value) {
        std::string text("sleep\0", 6);
        story.add(Kind::ParameterMoved, one, {}, 0, 0, text + std::to_string(value));
    };
    story.after(5'000_ms);
    move(10);
    move(20);
    story.after(3'000_ms);
    EXPECT_EQ(story.model.checkFrozen(), BreakKind::Standstill);
    EXPECT_EQ(story.model.frozenNumber(), 1U) << "it is the same standstill";
    move(30);
    ASSERT_EQ(breaks().size(), 2U);
    EXPECT_EQ(breaks()[0].number, breaks()[1].number);
    EXPECT_EQ(breaks()[0].duration + breaks()[1].duration, 8'000_ms);
    EXPECT_LE(story.model.endTime(), stuck + 4_ms);
}

TEST_F(Standstill, WhatGoesOnByItselfWasNone) {
    close();
    const ObjectId event = story.object(Story::Type::Event, "e");
    const LaneId three = story.thread("T3");
    story.await(three, event);
    story.after(3'000_ms);
    story.wake(three, event); // something that the trace does not tell woke it
    EXPECT_TRUE(breaks().empty());
}

TEST_F(Standstill, ARunThatEndedByItselfOrInTheDarkDidNotStandStill) {
    for (const trace::Outcome outcome : {trace::Outcome::Finished, trace::Outcome::Unknown}) {
        Story other;
        const LaneId waits = other.thread("T1");
        other.await(waits, other.object(Story::Type::Event, "e"));
        other.model.finish(other.now() + 1'000_ms, outcome);
        EXPECT_TRUE(other.model.breaks().empty());
        EXPECT_FALSE(other.model.frozen());
        EXPECT_EQ(other.model.endTime(), other.now() + 1'000_ms);
    }
}

TEST(RunTime, BeginsWhereTheRecorderHandsOverToTheProgram) {
    Story story;
    story.after(14'000_ms);
    const LaneId process = story.process("host");
    const LaneId main = story.thread("main", process);
    const model::EventIndex told = story.after(30_ms).add(Kind::RunInfo, main, {}, 0, 0, std::string_view("scenario\0x", 10));
    const Nanos begun = story.now();
    EXPECT_EQ(story.model.endTime(), 0);
    EXPECT_EQ(story.model.lane(main)->at(0)->state, State::Running);
    const model::EventIndex sleep = story.after(3_ms).add(Kind::SleepBegin, main, {}, 2'000'000'000);
    story.after(2'000_ms).add(Kind::SleepEnd, main);
    story.after(5_ms).add(Kind::RunInfo, main, {}, 0, 0, std::string_view("late\0x", 6));
    EXPECT_EQ(story.model.log()[sleep].time, 3_ms) << "what the program does before its first operation is its own";
    EXPECT_EQ(story.model.endTime(), 2'008_ms);
    EXPECT_EQ(story.model.traceTime(sleep), begun + 3_ms);
    EXPECT_EQ(story.model.traceTime(told), begun);
    EXPECT_EQ(story.model.runTime(begun - 1'000_ms), 0);
    EXPECT_EQ(story.model.runTime(begun + 7_ms), 7_ms);
    EXPECT_TRUE(story.model.breaks().empty());
}

TEST(RunTime, BeginsAtTheBeginningWhereNoProcessIsMadeKnownFirst) {
    Story story;
    const LaneId one = story.after(40_ms).define("T1");
    story.begin(one);
    EXPECT_EQ(story.model.endTime(), 41_ms);
}

TEST(RunTime, KeepsPausesApartFromThePreparation) {
    Story story;
    story.after(500_ms);
    const LaneId one = story.thread("main", story.process("host"));
    const Nanos begun = story.now();
    story.after(10_ms).add(Kind::HoldBegin, one, {}, trace::HeldByPause);
    story.after(1'000_ms).add(Kind::HoldEnd, one);
    ASSERT_EQ(story.model.breaks().size(), 1U);
    EXPECT_EQ(story.model.breaks()[0].at, 10_ms);
    EXPECT_EQ(story.model.breaks()[0].at + story.model.breaks()[0].before, begun + 10_ms);
    EXPECT_EQ(story.model.traceTime(static_cast<model::EventIndex>(story.told.size() - 1)), story.now());
}

TEST(RunTime, KeepsTheOrderOfMomentsAndGivesTheTraceTimeBack) {
    Story story;
    const LaneId one = story.thread("T1");
    for (int pause = 0; pause < 5; ++pause) {
        story.after(30_ms).add(Kind::HoldBegin, one, {}, trace::HeldByPause);
        story.after(1'000_ms).add(Kind::HoldEnd, one);
    }
    const model::Model& model = story.model;
    ASSERT_EQ(model.breaks().size(), 5U);
    for (std::size_t i = 0; i < story.told.size(); ++i) {
        const auto index = static_cast<model::EventIndex>(i);
        EXPECT_EQ(model.traceTime(index), story.told[i].time.count());
        EXPECT_EQ(model.runTime(story.told[i].time.count()), model.log()[i].time);
    }
    Nanos before = 0;
    for (Nanos moment = 0; moment < story.now() + 100_ms; moment += 7_ms) {
        const Nanos now = model.runTime(moment);
        EXPECT_GE(now, before);
        EXPECT_LE(now - before, 7_ms);
        before = now;
    }
    EXPECT_EQ(model.runTime(story.told[2].time.count() + 500_ms), model.breaks()[0].at) << "in the first pause";
}

TEST(Steps, TheSleeperThatWouldWakeFirstIsNextWhereAllAreHeldAsleep) {
    Story story;
    const LaneId late = story.thread("T1"), early = story.thread("T2"), busy = story.thread("T3");
    story.add(Kind::SleepBegin, late, {}, 500'000'000);
    story.add(Kind::SleepBegin, early, {}, 100'000'000);
    for (const LaneId lane : {late, early})
        story.add(Kind::HoldBegin, lane, {}, trace::HeldByPause, trace::HeldAsleep);
    EXPECT_EQ(story.model.firstToWake(), early);
    story.add(Kind::HoldBegin, busy, {}, trace::HeldByPause);
    EXPECT_EQ(story.model.firstToWake(), LaneId{}) << "T3 is before an operation";
}

} // namespace
} // namespace braid::tests
