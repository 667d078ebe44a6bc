#include "app/views/run/navigation.h"

#include <gtest/gtest.h>

namespace braid::views {
namespace {

constexpr model::Nanos Second = 1'000'000'000;

TEST(Follow, ShowsAYoungRunFromItsBeginning) {
    render::ViewState state;
    state.from = 0;
    state.to = Second;
    follow(state, 5 * Second);
    EXPECT_EQ(state.from, 0);
    EXPECT_GT(state.to, 5 * Second);
}

TEST(Follow, LeavesTheRangeAloneWhileTheEdgeIsInView) {
    render::ViewState state;
    state.from = 0;
    state.to = Second;
    follow(state, Second / 2);
    EXPECT_EQ(state.to, Second);
}

TEST(Follow, ScrollsAnOldRunWithoutChangingTheSpan) {
    render::ViewState state;
    state.from = 0;
    state.to = 15 * Second;
    follow(state, 40 * Second);
    EXPECT_EQ(state.to - state.from, 15 * Second);
    EXPECT_LT(state.from, 40 * Second);
    EXPECT_GT(state.to, 40 * Second);
}

TEST(Follow, ComesBackFromTheFuture) {
    render::ViewState state;
    state.from = 100 * Second;
    state.to = 101 * Second;
    follow(state, 50 * Second);
    EXPECT_LT(state.from, 50 * Second);
    EXPECT_GT(state.to, 50 * Second);
}

TEST(FollowByPages, StandsStillUntilTheEdgeIsNearTheBorderAndThenTurnsAPage) {
    render::ViewState state;
    state.from = 20 * Second;
    state.to = 30 * Second;
    follow(state, 29 * Second, Following::ByPages);
    EXPECT_EQ(state.from, 20 * Second);
    follow(state, 29'900'000'000, Following::ByPages);
    EXPECT_EQ(state.to - state.from, 10 * Second);
    EXPECT_NEAR(static_cast<double>(29'900'000'000 - state.from), 3e9, 1e6); // the edge is now at 30 %
    const model::Nanos from = state.from;
    for (model::Nanos edge = 30 * Second; edge < 36 * Second; edge += Second / 60)
        follow(state, edge, Following::ByPages);
    EXPECT_EQ(state.from, from);
}

TEST(KeepInReach, NeverLosesTheRunFromSight) {
    render::ViewState state;
    state.from = 500 * Second;
    state.to = 501 * Second;
    keepInReach(state, 10 * Second);
    EXPECT_LT(state.from, 10 * Second);
    EXPECT_EQ(state.to - state.from, Second);
    state.from = -500 * Second;
    state.to = -499 * Second;
    keepInReach(state, 10 * Second);
    EXPECT_EQ(state.from, 0) << "nothing is before the run";
    EXPECT_EQ(state.to - state.from, Second);
}

TEST(Selection, OfALaneForgetsTheObjectAndTheFinding) {
    render::ViewState state;
    state.finding = 2;
    state.selectedObject = ObjectId{7};
    state.selectedEvent = 12;
    selectLane(state, LaneId{3});
    EXPECT_EQ(state.selectedLane, LaneId{3});
    EXPECT_EQ(state.selectedObject, ObjectId{});
    EXPECT_EQ(state.selectedEvent, model::NoEvent);
    EXPECT_FALSE(state.finding);
}

} // namespace
} // namespace braid::views
