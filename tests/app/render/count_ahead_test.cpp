#include "app/render/count_ahead.h"

#include "tests/app/render/crowded.h"

#include <gmock/gmock.h>

namespace braid::tests {
namespace {

using namespace render;

/// The lanes of a crowded run as rows of a picture.
struct Picture {
    std::unique_ptr<Told> told;
    Theme theme = Theme::dark();
    TypeMeasure measure{theme};
    ViewState state;
    Scene scene;
    std::vector<RowPlace> places;
    std::vector<ObjectColumns> objects;

    explicit Picture(int events) : told(crowdedRun(60, events)) {
        state.to = told->edge();
        const QSizeF size(1200, 900);
        const TimelineGeometry geometry = timelineGeometry(told->model(), state, size, theme);
        for (const LaneId lane : told->lanes) {
            RowPlace place;
            place.row.lane = lane;
            place.rect = QRectF(geometry.lanes.left(), 0, geometry.lanes.width(), 28);
            places.push_back(place);
        }
    }
    [[nodiscard]] Frame frame() {
        return {told->model(), told->findings, state, theme, measure, told->edge(),
                timelineGeometry(told->model(), state, QSizeF(1200, 900), theme), {}, scene};
    }
};

void expectAsCountedHere(Picture& picture, const Frame& frame, CountAhead& ahead, const RowPlace& place) {
    const Columns columns(frame);
    const model::Lane& lane = *picture.told->model().lane(place.row.lane);
    const std::span<const CountedColumn> counted = ahead.of(place);
    const StripGrid grid = stripGrid(columns, lane, 28);
    ASSERT_TRUE(grid.crowded);
    ASSERT_EQ(counted.size(), static_cast<std::size_t>((columns.count + grid.step - 1) / grid.step));
    model::LaneSweep sweep(lane, picture.told->edge());
    for (std::size_t i = 0; i < counted.size(); ++i) {
        const int left = static_cast<int>(i) * grid.step;
        const CountedColumn here = countColumn(sweep, columns.time(left), columns.time(std::min(left + grid.step, columns.count)));
        ASSERT_EQ(counted[i].column.share, here.column.share) << i;
        ASSERT_EQ(counted[i].column.count, here.column.count) << i;
        ASSERT_EQ(counted[i].last, here.last) << i;
    }
}

TEST(CountAhead, CountsEveryRowAsWhoeverDrawsItWould) {
    Picture picture(500'000);
    const Frame frame = picture.frame();
    for (const bool fromTheTop : {true, false}) { // from below the others have come first
        std::vector<CountedColumn> room;
        CountAhead ahead(frame, picture.places, picture.objects, room);
        for (std::size_t i = 0; i < picture.places.size(); ++i)
            expectAsCountedHere(picture, frame, ahead, picture.places[fromTheTop ? i : picture.places.size() - 1 - i]);
    }
}

TEST(CountAhead, CountsObjectsToo) {
    Picture picture(500'000);
    const Frame frame = picture.frame();
    std::vector<ObjectColumns> alone;
    for (const ObjectId id : picture.told->model().objects()) {
        picture.objects.emplace_back(frame, *picture.told->model().object(id));
        alone.emplace_back(frame, *picture.told->model().object(id));
    }
    ASSERT_TRUE(std::any_of(alone.begin(), alone.end(), [](const ObjectColumns& each) { return each.dense(); }));
    std::vector<CountedColumn> room;
    CountAhead ahead(frame, picture.places, picture.objects, room);
    ahead.finishObjects();
    for (std::size_t i = 0; i < alone.size(); ++i)
        for (int column = 0; column < Columns(frame).count; column = alone[i].after(column)) {
            ASSERT_EQ(picture.objects[i].at(column).held, alone[i].at(column).held);
            ASSERT_EQ(picture.objects[i].at(column).waiters, alone[i].at(column).waiters);
        }
}

TEST(CountAhead, LeavesRowsAloneThatAreNotCrowded) {
    Picture picture(3'000);
    const Frame frame = picture.frame();
    std::vector<CountedColumn> room;
    CountAhead ahead(frame, picture.places, picture.objects, room);
    for (const RowPlace& place : picture.places)
        EXPECT_TRUE(ahead.of(place).empty());
}

TEST(CountAhead, EndsAtOnceWhereNobodyAsks) {
    Picture picture(500'000);
    const Frame frame = picture.frame();
    for (int round = 0; round < 50; ++round) {
        std::vector<CountedColumn> room;
        CountAhead ahead(frame, picture.places, picture.objects, room);
        if (round % 2 == 0)
            static_cast<void>(ahead.of(picture.places[30]));
    }
}

} // namespace
} // namespace braid::tests
