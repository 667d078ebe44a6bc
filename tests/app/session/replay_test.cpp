#include "app/session/replay.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

namespace braid::session {
namespace {

using namespace std::chrono_literals;

constexpr model::Nanos Second = 1'000'000'000;

/// Time is told, nothing waits.
class ReplayTest : public ::testing::Test {
protected:
    ReplayTest() {
        render::ViewState state;
        state.to = Second;
        view.reset(state);
    }
    int argc = 1;
    char name[12] = "replay_test";
    char* argv[2] = {name, nullptr};
    QCoreApplication application{argc, argv}; // timers need one
    SharedViewState view;
    std::optional<model::Nanos> edge = 3 * Second;
    bool live = false;
    Replay replay{view, {[this] { return edge; }, [this] { return live; }}};
};

TEST_F(ReplayTest, MovesTheCursorAtTheChosenSpeedFromTheBeginningOn) {
    EXPECT_FALSE(view.get().cursor);
    replay.setSpeed(0.5);
    replay.play();
    EXPECT_EQ(view.get().cursor, 0);
    replay.advance(100ms);
    replay.advance(100ms);
    EXPECT_EQ(view.get().cursor, Second / 10);
    replay.setSpeed(10);
    replay.advance(100ms);
    EXPECT_EQ(view.get().cursor, Second / 10 + Second);
}

TEST_F(ReplayTest, GoesOnFromTheCursorAndLosesNoTimeAtTheLowestSpeed) {
    view.update([](render::ViewState& state) { state.cursor = 500; });
    replay.setSpeed(0.0001); // below the lowest: that is taken
    EXPECT_EQ(replay.speed(), 0.01);
    replay.play();
    for (int i = 0; i < 1000; ++i)
        replay.advance(50ns); // half a nanosecond each
    EXPECT_EQ(view.get().cursor, 500 + 500);
}

TEST_F(ReplayTest, StopsAtTheEndAndBeginsAgainFromThere) {
    view.update([](render::ViewState& state) { state.cursor = 3 * Second - 5; });
    replay.play();
    replay.advance(100ms);
    EXPECT_EQ(view.get().cursor, 3 * Second);
    EXPECT_FALSE(replay.playing());
    replay.play();
    EXPECT_EQ(view.get().cursor, 0);
}

TEST_F(ReplayTest, OfALiveRunWaitsAtItsEdgeAndGoesOnWithIt) {
    live = true;
    view.update([](render::ViewState& state) { state.cursor = 3 * Second - 5; });
    replay.play();
    replay.advance(100ms);
    EXPECT_EQ(view.get().cursor, 3 * Second);
    EXPECT_TRUE(replay.playing());
    edge = 4 * Second;
    replay.advance(100ms);
    EXPECT_EQ(view.get().cursor, 3 * Second + Second / 10);
}

TEST_F(ReplayTest, KeepsTheCursorInView) {
    replay.play();
    for (int i = 0; i < 25; ++i) {
        replay.advance(100ms);
        EXPECT_GE(*view.get().cursor, view.get().from);
        EXPECT_LE(*view.get().cursor, view.get().to);
        EXPECT_EQ(view.get().to - view.get().from, Second);
    }
    EXPECT_GT(view.get().from, Second);
}

TEST_F(ReplayTest, LeavesAViewThatShowsAllOfItAlone) {
    view.update([](render::ViewState& state) { state.to = 4 * Second; });
    replay.play();
    replay.advance(2s);
    EXPECT_EQ(view.get().from, 0);
    EXPECT_EQ(view.get().cursor, 2 * Second);
}

TEST_F(ReplayTest, IsOnePlaceOfTheHistory) {
    view.update([](render::ViewState& state) { state.cursor = 7; });
    replay.play();
    replay.advance(100ms);
    replay.advance(100ms);
    replay.pause();
    view.undo();
    EXPECT_EQ(view.get().cursor, 7);
    EXPECT_FALSE(view.canUndo());
}

TEST_F(ReplayTest, DoesNothingWithoutARun) {
    edge.reset();
    replay.play();
    EXPECT_FALSE(replay.playing());
    EXPECT_FALSE(view.get().cursor);
}

TEST_F(ReplayTest, StepsThroughTheSpeeds) {
    replay.changeSpeed(1);
    EXPECT_EQ(replay.speed(), 2);
    for (int i = 0; i < 20; ++i)
        replay.changeSpeed(1);
    EXPECT_EQ(replay.speed(), 10);
    for (int i = 0; i < 20; ++i)
        replay.changeSpeed(-1);
    EXPECT_EQ(replay.speed(), 0.01);
}

} // namespace
} // namespace braid::session
