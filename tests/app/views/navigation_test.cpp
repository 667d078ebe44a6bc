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

TEST(Navigation, ZoomsOutToTwiceTheRunAndNoFurther) {
    using render::TimeRange;
    constexpr model::Nanos Run = 10 * Second;
    EXPECT_EQ(notBeyond({0, 15 * Second}, {0, 10 * Second}, Run), (TimeRange{0, 15 * Second}));
    EXPECT_EQ(notBeyond({0, 60 * Second}, {0, 15 * Second}, Run), (TimeRange{0, 20 * Second}));
    EXPECT_EQ(notBeyond({0, 60 * Second}, {0, 50 * Second}, Run), (TimeRange{0, 50 * Second})) << "what is wider already, as of a run that has just begun, does not jump";
    EXPECT_EQ(notBeyond({Second, 2 * Second}, {0, 50 * Second}, Run), (TimeRange{Second, 2 * Second})) << "nearer";
    EXPECT_EQ(notBeyond({0, Second}, {0, 1}, 0), (TimeRange{0, 2'000})) << "a run in which nothing has happened";
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
