#include "app/render/lanes/packed_lanes.h"
#include "app/render/rows/geometry.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace braid::tests::packed_lanes_test {
namespace {

using namespace render;
using testing::ElementsAre;

TEST(Tracks, AreSharedByLanesThatDoNotOverlap) {
    EXPECT_THAT(*tracksOf({{0, 10}, {5, 15}, {10, 20}, {15, 30}}, 4), ElementsAre(0, 1, 0, 1));
    EXPECT_THAT(*tracksOf({{20, 30}, {0, 10}}, 1), ElementsAre(0, 0)) << "in whatever order they are given";
    EXPECT_TRUE(tracksOf({}, 1)->empty());
}

TEST(Tracks, AreNoMoreThanThereIsRoomFor) {
    EXPECT_EQ(tracksOf({{0, 10}, {1, 10}, {2, 10}}, 2), std::nullopt);
    EXPECT_TRUE(tracksOf({{0, 10}, {1, 10}, {10, 12}}, 2));
}

/// A family of threads that live some 10 ms each, so many at the same time, folded into one row.
class Requests : public testing::Test {
protected:
    Requests() {
        Story& s = told.story;
        process = s.process("server");
    }
    void serve(int count, int atOnce) {
        Story& s = told.story;
        for (int i = 0; i < count; i += atOnce) {
            std::vector<LaneId> batch;
            for (int k = 0; k < atOnce; ++k)
                batch.push_back(s.after(0).thread("request " + std::to_string(i + k), process));
            for (const LaneId lane : batch) {
                s.after(lane == batch.front() ? 10'000'000 : 0).end(lane);
                told.lanes.push_back(lane);
            }
        }
        told.wait(0);
        state.to = told.edge();
        state.families[told.model().lane(told.lanes[0])->family] = true;
        scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1280, 300), Theme::light());
    }
    [[nodiscard]] std::set<std::uint32_t> lanesWithBars() const {
        std::set<std::uint32_t> lanes;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::Bar && box.ink == Ink(Role::Running))
                    lanes.insert(box.tag.lane.value);
        return lanes;
    }

    ModeledStory told;
    LaneId process;
    ViewState state;
    Scene scene;
};

TEST_F(Requests, OneAfterTheOtherLieBesideEachOtherAsTheyAre) {
    serve(40, 1);
    EXPECT_EQ(lanesWithBars().size(), 40u);
}

TEST_F(Requests, SomeAtOnceLieBelowEachOtherAndNoneCoversAnother) {
    serve(40, 4);
    EXPECT_EQ(lanesWithBars().size(), 40u);
    std::vector<Box> bars;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Bar && box.tag.lane != process && (box.ink == Ink(Role::Running) || box.ink == Ink(Role::Done)))
                bars.push_back(box);
    for (std::size_t i = 0; i < bars.size(); ++i)
        for (std::size_t j = i + 1; j < bars.size(); ++j)
            EXPECT_FALSE(bars[i].rect.intersects(bars[j].rect)) << i << " " << j;
}

TEST_F(Requests, AreFoundUnderThePointerAndTheirFamilyBetweenThem) {
    serve(40, 4);
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, QSizeF(1280, 300), Theme::light());
    const model::Lane& one = *told.model().lane(told.lanes[17]);
    const model::Nanos aliveAt = one.created + (one.ended - one.created) / 2; // so are those that are served together with it
    std::set<std::uint32_t> found;
    bool family = false;
    for (double y = geometry.lanes.top() + geometry.bracketHeight; y < geometry.lanes.top() + geometry.laneContent; ++y) {
        const Tag tag = hit(scene, {timeToX(geometry.axis, aliveAt), y});
        if (tag.what == What::Bar)
            found.insert(tag.lane.value);
        family = family || tag.what == What::Family;
    }
    EXPECT_EQ(found.size(), 4u);
    EXPECT_TRUE(family);
}

TEST_F(Requests, AllAtOnceAreShownByTheirShares) {
    serve(40, 40);
    EXPECT_TRUE(lanesWithBars().empty());
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, QSizeF(1280, 300), Theme::light());
    EXPECT_NE(columnAt(scene, {geometry.lanes.center().x(), geometry.lanes.top() + geometry.bracketHeight + geometry.rowHeight - 6}), nullptr);
}

TEST_F(Requests, FillTheRowWhereAsManyAsEverAreThere) {
    serve(120, 40); // a third of them at a time
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, QSizeF(1280, 300), Theme::light());
    std::uint8_t most = 0;
    for (double x = geometry.lanes.left(); x < geometry.lanes.right(); x += 4)
        if (const Column* column = columnAt(scene, {x, geometry.lanes.top() + geometry.bracketHeight + geometry.rowHeight - 6}))
            most = std::max(most, column->share[static_cast<std::size_t>(model::State::Running)]);
    EXPECT_GT(most, 230);
}

TEST_F(Requests, TooNarrowToBeSeenAreShownByTheirShares) {
    serve(1500, 1);
    EXPECT_TRUE(lanesWithBars().empty());
}

} // namespace
} // namespace braid::tests::packed_lanes_test
