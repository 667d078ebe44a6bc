#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/rows.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <set>

// Very many arrows at once.
namespace braid::tests::arrows_test {
namespace {

using namespace render;

std::vector<Line> arrowsIn(const Scene& scene) {
    std::vector<Line> arrows;
    for (const Layer& layer : scene.layers)
        for (const Line& line : layer.lines)
            if (line.tag.what == What::Arrow)
                arrows.push_back(line);
    return arrows;
}

/// `pairs` producers and consumers with a queue each, `items` items in all, evenly spread.
std::unique_ptr<ModeledStory> queues(std::size_t pairs, std::size_t items) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    for (std::size_t i = 0; i < pairs; ++i) {
        told->lanes.push_back(s.after(0).thread("producer-" + std::to_string(i)));
        told->objects.push_back(s.after(0).object(Story::Type::Queue, "q" + std::to_string(i), 5));
    }
    for (std::size_t i = 0; i < pairs; ++i)
        told->lanes.push_back(s.after(0).thread("consumer-" + std::to_string(i)));
    for (std::size_t n = 0; n < items; ++n) {
        const std::size_t i = n % pairs;
        s.after(1'000).add(Story::Kind::Put, told->lanes[i], told->objects[i], n / pairs + 1);
        s.after(1'000).add(Story::Kind::Get, told->lanes[pairs + i], told->objects[i], n / pairs + 1);
    }
    told->wait(1'000);
    return told;
}

TEST(Arrows, OfTheFirstMomentInViewHaveAWholeHead) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), main = s.thread("main", process);
    const LaneId child = s.define("T1", trace::LaneKind::Thread, process);
    s.after(0).start(main, child);
    s.after(0).begin(child);
    told.wait(100_ms);
    ASSERT_EQ(told.model().arrows().size(), 1U);
    ViewState state;
    state.from = told.model().log()[told.model().arrows().front().to].time;
    state.to = told.edge();
    constexpr QSizeF Size(1280, 400);
    const std::vector<Line> arrows = arrowsIn(layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::dark()));
    ASSERT_EQ(arrows.size(), 1U);
    const double left = timelineGeometry(told.model(), state, Size, Theme::dark()).lanes.left();
    EXPECT_GE(arrows.front().points[arrows.front().pointCount - 1U].x(), left + 3);
}

TEST(Arrows, AHundredThousandInViewAreThinnedAndSayHowManyTheyStandFor) {
    const auto told = queues(10, 100'000);
    ASSERT_EQ(told->model().arrows().size(), 100'000u);
    ViewState state;
    state.to = told->edge();
    state.showObjects = false;
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), QSizeF(1920, 1080), Theme::dark());
    const std::vector<Line> arrows = arrowsIn(scene);
    EXPECT_GT(arrows.size(), 50u);
    EXPECT_LE(arrows.size(), 200u);
    std::size_t standFor = 0;
    std::set<std::uint32_t> lanes;
    for (const Line& arrow : arrows) {
        standFor += arrow.tag.count;
        lanes.insert(arrow.tag.lane.value);
    }
    EXPECT_NEAR(static_cast<double>(standFor), 100'000, 5'000);
    EXPECT_GT(lanes.size(), 5u) << "not all of one pair";
}

/// Those that are drawn once more for the selection.
std::vector<Line> highlightsIn(const ModeledStory& told, ViewState state) {
    state.to = told.edge();
    state.showObjects = false;
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1920, 1080), Theme::dark());
    std::vector<Line> found;
    for (const Line& arrow : arrowsIn(scene))
        if (arrow.opacity == 1.0F)
            found.push_back(arrow);
    return found;
}

class ArrowsOfTheSelection : public testing::TestWithParam<std::size_t> {};

TEST_P(ArrowsOfTheSelection, AreFoundWhereverTheyLie) {
    const auto told = queues(10, GetParam());
    // One more pair, which comes after all others.
    Story& s = told->story;
    const LaneId producer = s.after(0).thread("late producer");
    const ObjectId queue = s.after(0).object(Story::Type::Queue, "late", 5);
    const LaneId consumer = s.after(0).thread("late consumer");
    s.after(1'000).add(Story::Kind::GetWait, consumer, queue);
    s.after(1'000).add(Story::Kind::Put, producer, queue, 1);
    s.after(1'000'000).add(Story::Kind::Get, consumer, queue, 1);
    const model::EventIndex get = static_cast<model::EventIndex>(told->model().log().size() - 1);
    told->wait(1'000);
    ViewState byLane;
    byLane.selectedLane = consumer;
    EXPECT_EQ(highlightsIn(*told, byLane).size(), 1u);
    ViewState byObject;
    byObject.selectedObject = queue;
    EXPECT_EQ(highlightsIn(*told, byObject).size(), 1u);
    ViewState byEvent;
    byEvent.selectedEvent = get;
    EXPECT_EQ(highlightsIn(*told, byEvent).size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(AmongMany, ArrowsOfTheSelection, testing::Values(100'000, 300'000));

TEST(Arrows, OfASelectionWithVeryManyAreEvenlyChosenAndSayHowManyTheyStandFor) {
    const auto told = queues(10, 100'000);
    ViewState state;
    state.selectedLane = told->lanes[0];
    const std::vector<Line> found = highlightsIn(*told, state);
    EXPECT_GT(found.size(), 100u);
    std::size_t standFor = 0;
    double left = 1e9, right = 0;
    for (const Line& arrow : found) {
        standFor += arrow.tag.count;
        left = std::min(left, arrow.points[0].x());
        right = std::max(right, arrow.points[0].x());
    }
    EXPECT_NEAR(static_cast<double>(standFor), 10'000, 500);
    EXPECT_GT(right - left, 1000) << "from one end of the picture to the other";
}

TEST(Arrows, BetweenRowsOutOfSightDoNotCrowdOutThoseInSight) {
    const auto told = queues(500, 100'000);
    ViewState state;
    state.to = told->edge();
    state.families[told->model().lane(told->lanes.front())->family] = false;
    state.families[told->model().lane(told->lanes.back())->family] = false;
    state.pinned = {told->lanes[0], told->lanes[500]};
    state.hidden = {told->lanes.begin() + 5, told->lanes.begin() + 500};
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), QSizeF(1280, 300), Theme::dark());
    EXPECT_GT(arrowsIn(scene).size(), 3u) << "200 go between the two pinned lanes";
}

TEST(Arrows, SayWhatTheyCarryWhereNothingElseIsWritten) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId producer = s.thread("producer"), consumer = s.thread("consumer");
    const ObjectId queue = s.object(Story::Type::Queue, "q", 5);
    for (std::uint64_t n = 1; n <= 12; ++n) {
        s.after(1_ms).add(Story::Kind::Put, producer, queue, n);
        s.after(1_ms).add(Story::Kind::Get, consumer, queue, n);
        if (n % 6 == 0)
            s.add(Story::Kind::Print, consumer, {}, 0, 0, "the queue's size is 20");
    }
    told.wait(1_ms);
    ViewState state;
    state.to = told.edge();
    state.families[told.model().lane(producer)->family] = false;
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(900, 500), Theme::dark());
    std::vector<QRectF> carried, others;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            (text.tag.what == What::Arrow ? carried : others).push_back(text.rect());
    EXPECT_GE(carried.size(), 5u);
    for (const QRectF& label : carried)
        for (const QRectF& other : others)
            EXPECT_FALSE(label.intersects(other)) << label.x() << " " << label.y();
}

TEST(Arrows, OfAFoldedFamilyBeginAndEndAtItsRow) {
    const auto told = queues(200, 2'000);
    ViewState state;
    state.to = told->edge();
    ASSERT_EQ(laneRows(told->model(), state).size(), 2u);
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), QSizeF(1280, 800), Theme::dark());
    EXPECT_FALSE(arrowsIn(scene).empty());
}

} // namespace
} // namespace braid::tests::arrows_test
