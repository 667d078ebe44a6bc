#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/line_geometry.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
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

/// What arrows carry, from left to right, in a picture of `from` to `until`.
std::vector<Text> carriedIn(const ModeledStory& told, model::Nanos from, model::Nanos until) {
    ViewState state;
    state.from = from;
    state.to = until;
    state.showObjects = false;
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 500}, Theme::dark());
    std::vector<Text> carried;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Arrow)
                carried.push_back(text);
    std::sort(carried.begin(), carried.end(), [](const Text& a, const Text& b) { return a.position.x() < b.position.x(); });
    return carried;
}

TEST(Arrows, AreNotThinnedForThoseThatComeAfterTheView) {
    const auto told = queues(1, 600);
    const model::Nanos first = told->model().log()[told->model().arrows()[0].from].time;
    EXPECT_EQ(carriedIn(*told, first - 500, first + 19'500).size(), 10u) << "each says what it carries";
}

TEST(Arrows, SayWhatTheyCarryInOneLineWhereMarksLeaveOneOfThemNoRoom) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId producer = s.thread("producer"), consumer = s.thread("consumer");
    const ObjectId queue = s.object(Story::Type::Queue, "q", 9);
    for (std::uint64_t n = 1; n <= 6; ++n) {
        s.after(1_ms).add(Story::Kind::Put, producer, queue, n);
        s.after(49_ms).add(Story::Kind::Get, consumer, queue, n);
        s.add(Story::Kind::Print, consumer, {}, 0, 0, n == 2 ? "words that go on and on until the next ones" : "-");
    }
    told.wait(50_ms);
    const std::vector<Text> carried = carriedIn(told, 0, told.edge());
    ASSERT_EQ(carried.size(), 6u);
    for (const Text& text : carried)
        EXPECT_EQ(text.position.y(), carried.front().position.y()) << text.text.toStdString();
}

TEST(Arrows, SayAllTheyCarryWhereThereIsRoomAndAPartWhereThereIsNot) {
    const std::string item = "an item with a very long name indeed";
    const auto words = [&](model::Nanos apart) {
        ModeledStory told;
        Story& s = told.story;
        const LaneId producer = s.thread("producer"), consumer = s.thread("consumer");
        const ObjectId queue = s.object(Story::Type::Queue, "q", 9);
        for (std::uint64_t n = 1; n <= 2; ++n) {
            s.after(n == 1 ? 500_ms : apart).add(Story::Kind::Put, producer, queue, n, 0, item);
            s.add(Story::Kind::Get, consumer, queue, n, 0, item);
        }
        told.wait(10_ms);
        return carriedIn(told, 0, 1'000_ms).back().text.toStdString();
    };
    EXPECT_EQ(words(400_ms), item);
    EXPECT_NE(words(120_ms), item);
    EXPECT_TRUE(words(120_ms).starts_with("an item"));
}

TEST(Arrows, RunBehindTheWordsOfTheBarsTheyCross) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    const LaneId upper = s.thread("upper", process), middle = s.thread("middle", process), lower = s.thread("lower", process);
    const ObjectId queue = s.object(Story::Type::Queue, "q", 9);
    const model::EventIndex sleep = s.add(Story::Kind::SleepBegin, middle, {}, 900'000'000);
    s.after(20_ms).add(Story::Kind::Put, upper, queue, 1, 0, "x");
    s.add(Story::Kind::Get, lower, queue, 1);
    told.wait(900_ms);
    for (const double rowHeight : {28.0, 96.0}) { // above the bar and in it
        ViewState state;
        state.to = told.edge();
        state.rowHeight = rowHeight;
        const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1280, 500), Theme::dark());
        const std::vector<Line> arrows = arrowsIn(scene);
        ASSERT_EQ(arrows.size(), 1u);
        std::optional<Text> words;
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts)
                if (text.tag.event == sleep && text.tag.what == What::Bar)
                    words = text;
        ASSERT_TRUE(words);
        ASSERT_TRUE(goesThrough(arrows.front(), words->rect()));
        std::size_t plates = 0;
        bool behind = false; // in the layers that come after that of the arrows
        for (const Layer& layer : scene.layers) {
            for (const Box& box : layer.boxes)
                plates += behind && box.rect.contains(words->rect()) && box.rect.width() < words->width + 10 && box.ink == (words->on ? words->ink : Ink(Role::Panel)) ? 1 : 0;
            behind = behind || !layer.lines.empty();
        }
        EXPECT_EQ(plates, 1u) << rowHeight;
    }
}

TEST(Lines, GoThroughWhatTheyTouchWhetherUprightBentOrInPieces) {
    Line upright;
    upright.points = {QPointF(10, 0), QPointF(10, 100)};
    EXPECT_TRUE(goesThrough(upright, QRectF(5, 40, 20, 10)));
    EXPECT_FALSE(goesThrough(upright, QRectF(11, 40, 20, 10)));
    Line bent; // first down, then far to the right
    bent.points = {QPointF(0, 0), QPointF(0, 90), QPointF(100, 10), QPointF(100, 100)};
    bent.pointCount = 4;
    bent.curved = true;
    EXPECT_TRUE(goesThrough(bent, QRectF(45, 45, 10, 10))) << "its middle";
    EXPECT_FALSE(goesThrough(bent, QRectF(70, 5, 10, 10))) << "within what is around it, but not on it";
    Line pieces = bent;
    pieces.curved = false;
    EXPECT_TRUE(goesThrough(pieces, QRectF(-2, 60, 4, 10))) << "its first piece";
    EXPECT_FALSE(goesThrough(pieces, QRectF(20, 5, 10, 10)));
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
