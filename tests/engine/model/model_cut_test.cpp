// What is known of a run whose trace was cut or damaged, and what is not.

#include "engine/model/query/statistics.h"
#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;

namespace {

Nanos spent(const Story& story, LaneId lane, State state) {
    return stateTimes(*story.model.lane(lane), story.model.endTime())[static_cast<std::size_t>(state)];
}

} // namespace

TEST(CutTrace, LeavesUnknownWhatLanesDidAfterTheirLastEvent) {
    Story story;
    const LaneId process = story.process("python");
    const LaneId runs = story.thread("T1", process), waits = story.thread("T2", process), ended = story.thread("T3", process);
    const ObjectId lock = story.mutex("A");
    story.take(runs, lock);
    const Nanos waitsSince = story.model.endTime() + 1_ms;
    story.wait(waits, lock);
    story.end(ended);
    const Nanos runsUntil = story.model.endTime() + 5_ms;
    story.after(5_ms).add(Story::Kind::Yield, runs);
    story.model.finish(4000_ms, trace::Outcome::Finished, false);
    const Nanos end = story.model.endTime();

    EXPECT_TRUE(story.model.incomplete());
    EXPECT_EQ(story.model.lane(runs)->at(runsUntil - 1)->state, State::Running);
    EXPECT_EQ(story.model.lane(runs)->at(runsUntil + 1)->state, State::NotRecorded);
    EXPECT_EQ(spent(story, runs, State::NotRecorded), end - runsUntil);
    EXPECT_EQ(spent(story, waits, State::NotRecorded), end - waitsSince);
    EXPECT_EQ(spent(story, waits, State::Blocked), 0);
    EXPECT_EQ(spent(story, ended, State::NotRecorded), 0);
    EXPECT_EQ(story.model.lane(runs)->end, End::NotRecorded);
    EXPECT_EQ(story.model.lane(process)->end, End::NotRecorded);
    EXPECT_EQ(story.model.lane(ended)->end, End::Finished);
    EXPECT_EQ(story.model.object(lock)->recordedUntil, waitsSince);
    EXPECT_EQ(statistics(*story.model.object(lock), story.model.endTime()).waitNs, 0) << "not until the end of the run";
    const Lane& lane = *story.model.lane(runs);
    EXPECT_EQ(describe(story.model, lane, *lane.at(end), end).english(),
              "What T1 did for the last " + durationText(end - runsUntil) + " is not recorded");
}

TEST(CutTrace, ThatIsWholeLeavesNothingUnknown) {
    Story story;
    const LaneId lane = story.thread("T1");
    story.model.finish(100_ms, trace::Outcome::Stopped);
    EXPECT_FALSE(story.model.incomplete());
    EXPECT_EQ(spent(story, lane, State::NotRecorded), 0);
    EXPECT_EQ(story.model.lane(lane)->end, End::KilledWithProcess);
}

TEST(DamagedTrace, LeavesUnknownWhatALaneDidFromAGapToItsNextEvent) {
    Story story;
    const LaneId lane = story.thread("T1"), other = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(other, lock);
    story.wait(lane, lock);
    story.after(0).add(Story::Kind::NotRecorded, lane);
    const Nanos from = story.now();
    EXPECT_TRUE(story.model.object(lock)->waiters.empty()) << "who knows whether it still waits";
    story.after(20_ms).add(Story::Kind::Yield, lane);
    const Nanos to = story.now();
    story.model.finish(100_ms, trace::Outcome::Finished);
    EXPECT_TRUE(story.model.incomplete());
    EXPECT_EQ(spent(story, lane, State::NotRecorded), to - from);
    EXPECT_EQ(story.model.lane(lane)->at(to)->state, State::Running);
    EXPECT_EQ(story.model.lane(lane)->end, End::KilledWithProcess);
}

TEST(DamagedTrace, LeavesTheRestUnknownWhereNothingFollowsTheGap) {
    Story story;
    const LaneId lane = story.thread("T1");
    story.add(Story::Kind::NotRecorded, lane);
    const Nanos from = story.now();
    story.model.finish(100_ms, trace::Outcome::Finished);
    EXPECT_EQ(spent(story, lane, State::NotRecorded), 100_ms - from);
    EXPECT_EQ(story.model.lane(lane)->end, End::NotRecorded);
}
