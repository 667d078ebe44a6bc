#include "engine/analysis/figures/recorder_cost.h"

#include "engine/model/query/statistics.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;

TEST(RecorderCost, IsWhatAnEventCostsTimesTheEventsAndItsShareOfTheTimeThatThreadsRan) {
    Story story;
    const LaneId lane = story.thread("T");
    story.add(Story::Kind::RunInfo, {}, {}, 0, 0, std::string_view("eventCost\0"
                                                                   "50.0",
                                                                   14));
    story.after(1_ms).add(Story::Kind::SleepBegin, lane, {}, 10'000'000);
    story.after(98_ms).add(Story::Kind::SleepEnd, lane);
    const auto cost = recorderCost(story.model);
    ASSERT_TRUE(cost);
    EXPECT_EQ(cost->events, story.model.log().size());
    EXPECT_DOUBLE_EQ(cost->nsPerEvent, 50);
    EXPECT_EQ(cost->total, static_cast<model::Nanos>(50 * story.model.log().size()));
    const model::Nanos ran = model::stateTimes(*story.model.lane(lane), story.model.endTime())[static_cast<std::size_t>(model::State::Running)];
    EXPECT_NEAR(cost->share, static_cast<double>(cost->total) / static_cast<double>(ran), 1e-9);
}

TEST(RecorderCost, IsNotToldWhereTheTraceDoesNotSayIt) {
    Story story;
    story.thread("T");
    EXPECT_FALSE(recorderCost(story.model));
    story.add(Story::Kind::RunInfo, {}, {}, 0, 0, std::string_view("eventCost\0"
                                                                   "nan",
                                                                   13));
    EXPECT_FALSE(recorderCost(story.model));
}
