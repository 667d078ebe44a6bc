#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace braid::tests::row_heights_test {
namespace {

using namespace render;

ViewState whole(const ModeledStory& told) {
    ViewState state;
    state.to = told.edge();
    return state;
}

TimelineRows rowsOf(const ModeledStory& told, const ViewState& state, QSizeF size, double typeScale = 1) {
    return timelineRows(told.model(), state, size, Theme::light(typeScale));
}

TEST(RowHeights, TakeTheHeightThereIs) {
    const auto told = deadlockRun(4);
    double before = UsualRow;
    for (const double height : {400.0, 500.0, 600.0}) {
        const TimelineRows rows = rowsOf(*told, whole(*told), {1280, height});
        EXPECT_GT(rows.geometry.rowHeight, before) << height;
        before = rows.geometry.rowHeight;
        EXPECT_LE(rows.geometry.laneContent + rows.geometry.objectContent, rows.geometry.lanes.height() + rows.geometry.objects.height()) << "nothing scrolls";
        EXPECT_GT(rows.geometry.laneContent + rows.geometry.objectContent, 0.93 * (height - rows.geometry.ruler.height() - rows.geometry.heading.height()));
    }
    EXPECT_EQ(rowsOf(*told, whole(*told), {1280, 4000}).geometry.rowHeight, TallestRow);
    EXPECT_EQ(rowsOf(*told, whole(*told), {1280, 100}).geometry.rowHeight, UsualRow);
}

TEST(RowHeights, AreALittleCloserWhereTheLastLanesWouldBeOutOfSight) {
    const auto told = deadlockRun(4);
    std::vector<double> closer;
    for (double height = 400; height >= 100; --height) {
        const TimelineRows rows = rowsOf(*told, whole(*told), {1280, height});
        if (rows.geometry.rowHeight >= UsualRow)
            continue;
        EXPECT_GE(rows.geometry.rowHeight, ClosestRow) << height;
        EXPECT_EQ(rows.geometry.maxScrollY(), 0) << height;
        EXPECT_EQ(rows.geometry.maxObjectScrollY(), 0) << height;
        closer.push_back(rows.geometry.rowHeight);
    }
    EXPECT_EQ(std::set<double>(closer.begin(), closer.end()), (std::set<double>{24, 25, 26, 27}));
}

TEST(RowHeights, AreOfLanesAloneWhereThereIsHardlyRoomForThem) {
    const auto told = deadlockRun(4);
    const TimelineRows low = rowsOf(*told, whole(*told), {1280, 200}), high = rowsOf(*told, whole(*told), {1280, 220});
    EXPECT_TRUE(low.objects.empty());
    EXPECT_EQ(low.geometry.objects.height(), 0);
    EXPECT_EQ(low.geometry.heading.height(), 0);
    EXPECT_GE(low.geometry.lanes.height(), 3.5 * UsualRow);
    EXPECT_FALSE(high.objects.empty());
    EXPECT_GE(high.geometry.lanes.height(), 3.5 * UsualRow);
    EXPECT_GT(high.geometry.objects.height(), UsualRow);
}

TEST(RowHeights, OfObjectsGrowWithTheLanesAndOfBareProcessesDoNot) {
    const auto told = deadlockRun(4);
    const TimelineRows low = rowsOf(*told, whole(*told), {1280, 240}), high = rowsOf(*told, whole(*told), {1280, 900});
    ASSERT_FALSE(low.objects.empty());
    EXPECT_GT(high.objects.front().height, low.objects.front().height * 1.3);
    ASSERT_TRUE(high.lanes.front().bracket) << "the process";
    EXPECT_EQ(high.lanes.front().height, UsualRow);
    EXPECT_GT(high.lanes.back().height, 2 * UsualRow);
    for (const std::vector<Row>& rows : {high.lanes, high.objects})
        for (std::size_t i = 1; i < rows.size(); ++i)
            EXPECT_EQ(rows[i].top, rows[i - 1].top + rows[i - 1].height);
}

TEST(RowHeights, OfObjectsGrowOnWhereLanesAreAtTheirTallest) {
    const auto told = deadlockRun(2);
    const TimelineRows tall = rowsOf(*told, whole(*told), {1280, 540}), taller = rowsOf(*told, whole(*told), {1280, 1400});
    EXPECT_EQ(tall.geometry.rowHeight, TallestRow);
    EXPECT_EQ(taller.geometry.rowHeight, TallestRow);
    EXPECT_EQ(tall.geometry.maxObjectScrollY(), 0) << "they all fit";
    EXPECT_GT(taller.objects.front().height, tall.objects.front().height);
    EXPECT_EQ(taller.objects.front().height, 36 * MostGrowth);
}

TEST(RowHeights, AreThoseAPersonAsksForUntilTheyShallFitAgain) {
    const auto told = deadlockRun(4);
    ViewState state = whole(*told);
    state.rowHeight = 20;
    EXPECT_EQ(rowsOf(*told, state, {1280, 900}).geometry.rowHeight, 20);
    EXPECT_EQ(rowsOf(*told, state, {1280, 900}, 1.5).geometry.rowHeight, 30) << "larger type needs higher rows";
    EXPECT_EQ(rowsOf(*told, state, {1280, 900}).lanes.front().height, 20) << "no row is higher than the others";
    state.rowHeight = 200;
    EXPECT_EQ(rowsOf(*told, state, {1280, 900}).geometry.rowHeight, TallestRow);
    state.rowHeight.reset();
    EXPECT_GT(rowsOf(*told, state, {1280, 600}).geometry.rowHeight, UsualRow);
}

TEST(RowHeights, OfFewLanesBesideVeryManyObjectsLeaveHalfOfThePictureToTheObjects) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    for (int i = 0; i < 40; ++i) {
        std::string name(1, static_cast<char>('a' + i % 26));
        const ObjectId lock = s.object(Story::Type::Mutex, name + (i < 26 ? "x" : "y"));
        s.take(main, lock);
    }
    told.wait(1'000'000);
    ViewState state = whole(told);
    state.allObjects = true;
    const TimelineGeometry geometry = rowsOf(told, state, {1280, 600}).geometry;
    EXPECT_GT(geometry.rowHeight, UsualRow);
    EXPECT_GE(geometry.objects.height(), 280);
    EXPECT_EQ(geometry.maxScrollY(), 0);
}

TEST(RowHeights, OfObjectsThatAreManyComeAfterEightLanesButForTwoOfThem) {
    const auto told = deadlockRun(10);
    Story& s = told->story;
    for (const char* name : {"x", "y", "z", "v", "w"}) {
        const ObjectId lock = s.object(Story::Type::Mutex, name);
        s.take(told->lanes[0], lock);
    }
    told->wait(1'000'000);
    ViewState state = whole(*told);
    state.allObjects = true;
    const TimelineGeometry small = rowsOf(*told, state, {824, 395}).geometry, smaller = rowsOf(*told, state, {824, 330}).geometry;
    EXPECT_GE(small.lanes.height(), 9 * UsualRow);
    EXPECT_GE(small.objects.height(), 72);
    EXPECT_EQ(smaller.objects.height(), 72) << "and no less";
    EXPECT_GE(rowsOf(*told, state, {824, 900}).geometry.objects.height(), 200) << "where there is room they have it";
}

TEST(RowHeights, OfAPictureAreGoodForFewLanesAndBoundedForMany) {
    const auto heightOf = [](std::size_t lanes) { return pictureRowHeight(std::vector<Row>(lanes)); };
    EXPECT_GT(heightOf(3), 1.5 * UsualRow);
    EXPECT_GE(heightOf(20), UsualRow - 3);
    for (const std::size_t lanes : {20u, 60u, 100u, 170u})
        EXPECT_LE(static_cast<double>(lanes) * heightOf(lanes), 1800) << lanes;
    EXPECT_GE(heightOf(10'000), LowestRow);
}

TEST(RowHeights, AreWhatAPointInThePictureIsLookedUpWith) {
    const auto told = deadlockRun(5);
    const ViewState state = whole(*told);
    const QSizeF size(1280, 700);
    const TimelineRows rows = rowsOf(*told, state, size);
    for (const Row& row : rows.lanes) {
        EXPECT_EQ(laneAt(told->model(), state, rows.geometry, rows.geometry.lanes.top() + row.top + 1), row.lane);
        EXPECT_EQ(laneAt(told->model(), state, rows.geometry, rows.geometry.lanes.top() + row.top + row.height - 1), row.lane);
    }
}

} // namespace
} // namespace braid::tests::row_heights_test
