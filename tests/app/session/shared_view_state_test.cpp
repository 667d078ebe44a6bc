#include "app/session/shared_view_state.h"

#include <gtest/gtest.h>

namespace braid::session {
namespace {

using Step = SharedViewState::Step;

render::ViewState at(model::Nanos from, model::Nanos to) {
    render::ViewState state;
    state.from = from;
    state.to = to;
    return state;
}

struct Listener {
    explicit Listener(SharedViewState& state) {
        QObject::connect(&state, &SharedViewState::changed, [this](const auto& now, const auto& before) {
            ++changes;
            lastFrom = now.from;
            previousFrom = before.from;
        });
    }
    int changes = 0;
    model::Nanos lastFrom = -1;
    model::Nanos previousFrom = -1;
};

TEST(SharedViewState, AnnouncesEveryDifferenceOnceAndWhatWasBefore) {
    SharedViewState state;
    state.set(at(10, 20));
    const Listener listener(state);
    state.set(at(10, 20));
    EXPECT_EQ(listener.changes, 0);
    state.set(at(30, 40));
    EXPECT_EQ(listener.changes, 1);
    EXPECT_EQ(listener.lastFrom, 30);
    EXPECT_EQ(listener.previousFrom, 10);
}

TEST(SharedViewState, KeepsItsTimeRangeWhenGivenAnEmptyOne) {
    SharedViewState state;
    state.set(at(10, 20));
    render::ViewState empty = at(50, 50);
    empty.filter = "T1";
    state.set(empty);
    EXPECT_EQ(state.get().from, 10);
    EXPECT_EQ(state.get().to, 20);
    EXPECT_EQ(state.get().filter, "T1");
}

TEST(SharedViewState, GoesBackToThePlaceBeforeEachNewStepAndForwardAgain) {
    SharedViewState state;
    state.set(at(0, 100));
    EXPECT_FALSE(state.canUndo());
    state.set(at(10, 50), Step::New);
    state.set(at(12, 52)); // the drag goes on
    state.set(at(20, 30), Step::New);
    state.undo();
    EXPECT_EQ(state.get().from, 12);
    state.undo();
    EXPECT_EQ(state.get().from, 0);
    EXPECT_FALSE(state.canUndo());
    state.undo(); // nothing further back
    EXPECT_EQ(state.get().from, 0);
    state.redo();
    state.redo();
    EXPECT_EQ(state.get().from, 20);
    EXPECT_FALSE(state.canRedo());
}

TEST(SharedViewState, ForgetsTheWayForwardWhenANewOneIsTaken) {
    SharedViewState state;
    state.set(at(0, 100));
    state.set(at(10, 50), Step::New);
    state.undo();
    state.set(at(70, 80), Step::New);
    EXPECT_FALSE(state.canRedo());
    state.undo();
    EXPECT_EQ(state.get().from, 0);
}

TEST(SharedViewState, TakesHoveringForNoPlaceOfItsOwn) {
    SharedViewState state;
    state.update([](render::ViewState& view) { view.hoveredLane = LaneId{3}; }, Step::New);
    EXPECT_FALSE(state.canUndo());
    state.set([&] {
        render::ViewState view = state.get();
        view.selectedLane = LaneId{3};
        return view;
    }(),
              Step::New);
    state.update([](render::ViewState& view) { view.hoveredLane = LaneId{4}; });
    state.undo();
    EXPECT_EQ(state.get().selectedLane, LaneId{});
    EXPECT_EQ(state.get().hoveredLane, LaneId{4});
}

TEST(SharedViewState, KeepsBookmarksWhileNavigationIsUndoneAndRedone) {
    SharedViewState state;
    state.set(at(0, 100));
    state.set(at(10, 50), Step::New);
    state.update([](render::ViewState& view) { view.bookmarks.push_back({12, "here"}); }, Step::New);
    state.undo();
    EXPECT_EQ(state.get().from, 0);
    EXPECT_EQ(state.get().bookmarks.size(), 1U);
    state.redo();
    EXPECT_EQ(state.get().bookmarks.size(), 1U);
    EXPECT_FALSE(state.canRedo());
}

TEST(SharedViewState, ForgetsTheHistoryOfTheRunBefore) {
    SharedViewState state;
    state.set(at(10, 50), Step::New);
    state.reset(at(0, 7));
    EXPECT_FALSE(state.canUndo());
    EXPECT_EQ(state.get().to, 7);
}

} // namespace
} // namespace braid::session
