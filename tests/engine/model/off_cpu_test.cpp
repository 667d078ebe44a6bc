#include "engine/model/query/cause.h"
#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>
#include <tuple>
#include <vector>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;

namespace {

constexpr std::uint32_t windowOf(Nanos window) {
    return static_cast<std::uint32_t>(window / 1000) << trace::OffCpuWindowShift;
}

/// (state, begin) of a lane's intervals from its first Running or Ready one on, times since `since`.
using Stretches = std::vector<std::pair<State, Nanos>>;
Stretches stretchesOf(const Story& story, LaneId id, Nanos since) {
    Stretches all;
    for (const Interval& interval : story.model.lane(id)->intervals())
        if (interval.begin >= since)
            all.emplace_back(interval.state, interval.begin - since);
    return all;
}

/// What the sampler tells of a thread.
void sampled(Story& story, LaneId thread, Nanos delay, Nanos window, Nanos since = 0) {
    story.add(Story::Kind::OffCpuOther, {}, objectOf(thread),
              static_cast<std::uint64_t>(delay) | static_cast<std::uint64_t>(since / 1000) << trace::OffCpuSinceShift,
              windowOf(window), {}, false);
}

} // namespace

TEST(OffCpu, AThreadThatComputesIsReadyForWhatTheSamplerFound) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    sampled(story.after(10_ms), id, 4_ms, 5_ms);
    EXPECT_THAT(stretchesOf(story, id, began),
                ElementsAre(std::pair(State::Running, 0), std::pair(State::Ready, 6_ms), std::pair(State::Running, 10_ms)));
}

TEST(OffCpu, TheSamplerSaysHowLongItHasRunAgain) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    sampled(story.after(10_ms), id, 4_ms, 8_ms, 3_ms);
    EXPECT_THAT(stretchesOf(story, id, began),
                ElementsAre(std::pair(State::Running, 0), std::pair(State::Ready, 3_ms), std::pair(State::Running, 7_ms)));
}

TEST(OffCpu, ADelayLiesBetweenTwoOfTheLanesOwnEvents) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    story.add(Story::Kind::Yield, id);              // 1 ms
    story.after(20_ms).add(Story::Kind::Yield, id); // 21 ms: here it was away
    story.add(Story::Kind::Yield, id);              // 22 ms
    sampled(story, id, 15_ms, 18_ms);               // 23 ms
    EXPECT_THAT(stretchesOf(story, id, began),
                ElementsAre(std::pair(State::Running, 0), std::pair(State::Ready, 6_ms), std::pair(State::Running, 21_ms)));
}

TEST(OffCpu, SamplesInARowAreOneReadyStretch) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    sampled(story.after(5_ms), id, 5_ms, 5_ms);
    sampled(story.after(5_ms), id, 5_ms, 5_ms);
    sampled(story.after(5_ms), id, 5_ms, 5_ms);
    EXPECT_THAT(stretchesOf(story, id, began), ElementsAre(std::pair(State::Ready, 0), std::pair(State::Running, 15_ms)));
}

TEST(OffCpu, WhatIsToldTwiceInTwoPartsTakesNoMoreThanBoth) {
    Story story;
    const LaneId id = story.thread("T1");
    sampled(story.after(10_ms), id, 2_ms, 5_ms);
    story.after(4_ms).add(Story::Kind::OffCpu, id, {}, 3_ms, windowOf(4_ms));
    story.add(Story::Kind::SleepBegin, id, {}, 1'000'000);
    Nanos ready = 0;
    const Lane& lane = *story.model.lane(id);
    for (const Interval& interval : lane.intervals())
        if (interval.state == State::Ready)
            ready += interval.end - interval.begin;
    EXPECT_EQ(ready, 5_ms);
}

TEST(OffCpu, ADelayThatTakesAWholeStretchLeavesKnownWhatEndedTheWaitBefore) {
    Story story;
    const LaneId main = story.thread("main"), other = story.thread("T1");
    story.join(main, other);
    const EventIndex ended = story.after(5_ms).add(Story::Kind::LaneEnd, other, objectOf(other));
    const EventIndex joined = story.add(Story::Kind::JoinEnd, main, objectOf(other));
    story.after(2_ms).add(Story::Kind::OffCpu, main, {}, static_cast<std::uint64_t>(9_ms));
    const model::Lane& lane = *story.model.lane(main);
    ASSERT_EQ(lane.intervals()[lane.intervals().size() - 2].state, State::Ready);
    EXPECT_EQ(lane.intervals().back().state, State::Running);
    EXPECT_EQ(lane.intervals().back().event, joined);
    EXPECT_EQ(lane.begunBy(joined, story.model.log()[joined].time)->begin, lane.intervals().back().begin);
    EXPECT_EQ(model::causeOf(story.model, lane.intervals()[lane.intervals().size() - 2], lane.intervals().back().event), ended);
    EXPECT_THAT(model::describe(story.model, joined).english(), ::testing::StartsWith("main sees that T1 has ended, after "));
}

TEST(OffCpu, ASampleThatComesWhenTheThreadWaitsIsDropped) {
    Story story;
    const LaneId id = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    const Nanos began = story.now() - 1_ms;
    story.wait(id, lock);
    sampled(story, id, 1_ms, 5_ms);
    EXPECT_EQ(story.model.lane(id)->intervals().back().state, State::Blocked);
    story.after(5_ms).take(id, lock);
    EXPECT_THAT(stretchesOf(story, id, began),
                ElementsAre(std::pair(State::Running, 0), std::pair(State::Blocked, 2_ms), std::pair(State::Running, 8_ms)));
}

TEST(OffCpu, AWokenThreadIsReadyUntilItRuns) {
    Story story;
    const LaneId id = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    const Nanos began = story.now() - 1_ms;
    story.wait(id, lock);
    story.after(10_ms).add(Story::Kind::OffCpu, id, {}, 4_ms);
    const EventIndex taken = story.take(id, lock);
    EXPECT_THAT(stretchesOf(story, id, began),
                ElementsAre(std::pair(State::Running, 0), std::pair(State::Blocked, 2_ms), std::pair(State::Ready, 8_ms),
                            std::pair(State::Running, 13_ms)));
    EXPECT_EQ(story.model.object(lock)->waitNs, 11_ms) << "it has waited until it had the lock";
    EXPECT_EQ(describe(story.model, taken).english(), "T1 takes A after 11 ms");
}

TEST(OffCpu, ASleepIsNoShorterThanItWasAskedFor) {
    Story story;
    const LaneId id = story.thread("T1");
    story.add(Story::Kind::SleepBegin, id, {}, 9_ms);
    const Nanos slept = story.now();
    // Some of the delay told of is from before the sleep.
    story.after(10_ms).add(Story::Kind::OffCpu, id, {}, 4_ms);
    story.add(Story::Kind::SleepEnd, id);
    const Lane& lane = *story.model.lane(id);
    const Intervals::Range past = lane.intervals().upTo(slept + 9_ms);
    ASSERT_FALSE(past.empty());
    EXPECT_EQ(past.back().state, State::Ready);
    EXPECT_EQ(past.back().begin, slept + 9_ms);
    EXPECT_EQ(lane.at(slept + 9_ms - 1)->state, State::Sleeping);
}

TEST(OffCpu, AReadThatWasWokenLateIsStillOneRead) {
    Story story;
    const LaneId id = story.thread("T1");
    story.add(Story::Kind::IoBegin, id, {}, 7, 0);
    story.after(10_ms).add(Story::Kind::OffCpu, id, {}, 4_ms);
    story.add(Story::Kind::IoEnd, id, {}, 12);
    const Lane& lane = *story.model.lane(id);
    EXPECT_EQ(lane.intervals().back().state, State::Running);
    EXPECT_TRUE(lane.marks().empty());
}

TEST(OffCpu, OfADelayLongerThanTheWaitTheWaitIsLeft) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    story.add(Story::Kind::SleepBegin, id, {}, 1000);
    story.after(10_ms).add(Story::Kind::OffCpu, id, {}, 50_ms);
    story.add(Story::Kind::SleepEnd, id);
    EXPECT_THAT(stretchesOf(story, id, began),
                ElementsAre(std::pair(State::Running, 0), std::pair(State::Sleeping, 1_ms),
                            std::pair(State::Ready, 1_ms + 1000), std::pair(State::Running, 12_ms)));
}

TEST(OffCpu, TheCoroutineOnAThreadThatDoesNotRunDoesNotRunEither) {
    Story story;
    const LaneId thread = story.thread("main");
    const LaneId fiber = story.define("fiber", trace::LaneKind::Coroutine, thread);
    const LaneId other = story.define("other", trace::LaneKind::Coroutine, thread);
    story.add(Story::Kind::Resume, thread, objectOf(fiber));
    const Nanos resumed = story.now();
    sampled(story.after(10_ms), thread, 4_ms, 5_ms);
    const Stretches expected{{State::Running, 0}, {State::Ready, 6_ms}, {State::Running, 10_ms}};
    EXPECT_EQ(stretchesOf(story, fiber, resumed), expected);
    EXPECT_EQ(story.model.lane(thread)->at(resumed + 8_ms)->state, State::Ready);
    EXPECT_EQ(story.model.lane(other)->intervals().back().state, State::Created);
}

TEST(OffCpu, ASampledStretchSaysHowExactItIs) {
    Story story;
    const LaneId id = story.thread("T1");
    sampled(story.after(10_ms), id, 4_ms, 5_ms);
    const Lane& lane = *story.model.lane(id);
    const Interval& ready = lane.intervals()[lane.intervals().size() - 2];
    ASSERT_EQ(ready.state, State::Ready);
    EXPECT_EQ(describe(story.model, lane, ready, story.now()).english(),
              "T1 was ready but did not run for 4 ms (measured at intervals: somewhere within 5 ms)");
    EXPECT_EQ(describe(story.model, ready.event).english(), "T1 was ready but did not run for 4 ms");
}

TEST(OffCpu, NonsenseChangesNothing) {
    Story story;
    const LaneId process = story.process("p");
    const LaneId id = story.thread("T1", process);
    const std::size_t before = story.model.lane(id)->intervals().size();
    sampled(story, process, 4_ms, 5_ms);
    sampled(story, LaneId{999}, 4_ms, 5_ms);
    story.add(Story::Kind::OffCpuOther, {}, {}, UINT64_MAX, UINT32_MAX);
    EXPECT_EQ(story.model.lane(id)->intervals().size(), before);
    story.add(Story::Kind::OffCpuOther, {}, objectOf(id), UINT64_MAX, UINT32_MAX);
    Nanos last = 0;
    for (const Interval& interval : story.model.lane(id)->intervals()) {
        EXPECT_GE(interval.begin, last);
        last = interval.begin;
    }
}

TEST(OffCpu, ACoroutineIsOnlyCreatedUntilAnotherGoesOverToIt) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId greenlet = story.define("gr2", trace::LaneKind::Coroutine, main);
    story.start(main, greenlet);
    EXPECT_EQ(story.model.lane(greenlet)->intervals().back().state, State::Created);
    story.add(Story::Kind::Resume, main, objectOf(greenlet));
    EXPECT_EQ(story.model.lane(greenlet)->intervals().back().state, State::Running);
    // One to which a loop gives turns is ready for its first.
    const ObjectId loop = story.object(Story::Type::Loop, "loop");
    const LaneId task = story.define("task", trace::LaneKind::Coroutine, main);
    story.add(Story::Kind::LaneStart, main, objectOf(task), 0, loop.value);
    EXPECT_EQ(story.model.lane(task)->intervals().back().state, State::Ready);
}
