#include "app/render/timeline/minimap.h"

#include "app/render/lanes/column_sums.h"
#include "app/render/panels/legend.h"
#include "engine/model/query/level_of_detail.h"
#include "tests/app/render/support/runs.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace braid::tests::minimap_test {
namespace {

using namespace render;
using model::Nanos;
using model::State;
using model::StateTimes;

constexpr QSizeF Size(800, 40);

/// What the lanes did in [from, to), lane by lane.
StateTimes countedOut(const model::Model& model, Nanos from, Nanos to, Nanos now) {
    StateTimes sum{};
    for (LaneId id : model.lanes()) {
        if (model.lane(id)->intervals().empty())
            continue;
        const model::LaneShare share = model::LaneSweep(*model.lane(id), now).over(from, to);
        for (std::size_t s = 0; s < sum.size(); ++s)
            sum[s] += share.ns[s];
    }
    return sum;
}

TEST(ColumnSums, AddUpStretchesColumnByColumn) {
    ColumnSums sums({0, 10, 20, 30});
    sums.add(5, 25, State::Running);
    sums.add(12, 14, State::Blocked);
    sums.add(-7, 3, State::Blocked);
    sums.add(30, 40, State::Blocked);
    const ColumnSums::Result result = sums.result();
    const auto of = [&](std::size_t column, State state) { return result.sums[column][static_cast<std::size_t>(state)]; };
    EXPECT_EQ(of(0, State::Running), 5);
    EXPECT_EQ(of(1, State::Running), 10);
    EXPECT_EQ(of(2, State::Running), 5);
    EXPECT_EQ(of(0, State::Blocked), 3);
    EXPECT_EQ(of(1, State::Blocked), 2);
    EXPECT_EQ(of(2, State::Blocked), 0);
    EXPECT_THAT(result.counts, testing::ElementsAre(2, 2, 1));
}

TEST(Overview, EqualsACountLaneByLaneHoweverTheRunGrew) {
    ModeledStory told;
    Story& s = told.story;
    Overview overview;
    const tests::Seed seed(5);
    std::mt19937 random(seed);
    std::vector<LaneId> lanes;
    const ObjectId lock = s.mutex("A");
    for (int i = 0; i < 12; ++i)
        lanes.push_back(s.thread("t" + std::to_string(i)));
    for (int n = 0; n < 4000; ++n) {
        const LaneId lane = lanes[random() % lanes.size()];
        const auto kind = random() % 5;
        s.after(static_cast<Nanos>(random() % 400'000));
        if (kind == 0)
            s.add(Story::Kind::SleepBegin, lane, {}, 1);
        else if (kind == 1)
            s.add(Story::Kind::SleepEnd, lane);
        else if (kind == 2)
            s.wait(lane, lock);
        else if (kind == 3)
            s.add(Story::Kind::OffCpu, lane, {}, random() % 300'000);
        else if (n % 97 == 0 && lanes.size() > 4) {
            s.end(lane);
            std::erase(lanes, lane);
        }
        if (random() % 10 == 0)
            overview.update(told.model());
    }
    told.wait(3_ms);
    overview.update(told.model());
    const Nanos end = told.edge();
    std::vector<Nanos> edges;
    for (int i = 0; i <= 10; ++i)
        edges.push_back(end * i / 10);
    const auto shares = overview.between(told.model(), edges, end);
    for (std::size_t column = 0; column < shares.size(); ++column) {
        const StateTimes expected = countedOut(told.model(), edges[column], edges[column + 1], end);
        for (std::size_t state = 0; state < model::StateCount; ++state)
            EXPECT_NEAR(static_cast<double>(shares[column][state]), static_cast<double>(expected[state]), 3e6)
                << column << ' ' << state;
    }
    EXPECT_TRUE(overview.states().contains(State::Ready));
    EXPECT_TRUE(overview.states().contains(State::Done));
    EXPECT_FALSE(overview.states().contains(State::IoWait));
}

TEST(Minimap, FramesTheVisibleStretchAndShowsCursorFindingsAndBookmarks) {
    const auto told = deadlockRun(10);
    ViewState state;
    state.from = told->edge() / 4;
    state.to = told->edge() / 2;
    state.cursor = told->edge() / 3;
    state.bookmarks = {{told->edge() / 8, "here"}};
    Overview overview;
    overview.update(told->model());
    const MinimapGeometry geometry = minimapGeometry(state, told->edge(), Size, Theme::dark());
    EXPECT_NEAR(geometry.window.left(), geometry.strip.left() + geometry.strip.width() / 4, 1.5);
    EXPECT_NEAR(geometry.window.right(), geometry.strip.left() + geometry.strip.width() / 2, 1.5);
    const auto shares = overview.between(told->model(), minimapEdges(geometry), told->edge());
    const Scene scene = layoutMinimap(told->model(), shares, told->findings, state, told->edge(), Size, Theme::dark());
    EXPECT_EQ(scene.layers.front().columns.size(), static_cast<std::size_t>(geometry.strip.width()));
    const auto has = [&](What what) {
        return std::any_of(scene.layers.begin(), scene.layers.end(), [&](const Layer& layer) {
            return std::any_of(layer.marks.begin(), layer.marks.end(), [&](const Mark& mark) { return mark.tag.what == what; });
        });
    };
    EXPECT_TRUE(has(What::FindingMarker));
    EXPECT_TRUE(has(What::Bookmark));
    const double cursor = timeToX(geometry.axis, *state.cursor);
    const auto& lines = scene.layers.back().lines;
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
        return line.ink == Ink(Role::Cursor) && std::abs(line.points[0].x() - cursor) < 1;
    }));
    const Column* column = columnAt(scene, {geometry.strip.right() - 5, geometry.strip.center().y()});
    ASSERT_NE(column, nullptr);
    EXPECT_GT(column->share[static_cast<std::size_t>(State::Blocked)], 180) << "at the end most of them are blocked";
}

TEST(Minimap, KeepsAFrameToGrabHoweverFarOneZoomsIn) {
    ViewState state;
    state.from = 9'999'999'000;
    state.to = 10'000'000'000;
    const MinimapGeometry geometry = minimapGeometry(state, 10'000'000'000, Size, Theme::dark());
    EXPECT_GE(geometry.window.width(), 5);
    EXPECT_LE(geometry.window.right(), geometry.strip.right() + 0.1);
}

TEST(LegendStrip, CountsTheLanesOfEachStateAndMarksTheChosen) {
    LegendStrip content;
    content.states = {State::Running, State::Blocked};
    content.lanes[static_cast<std::size_t>(State::Blocked)] = 97;
    content.chosen = {State::Blocked};
    const Scene scene = layoutLegendStrip(content, 600, Theme::light());
    std::vector<std::string> words;
    for (const Text& text : scene.layers.front().texts)
        words.push_back(text.text.toStdString());
    EXPECT_THAT(words, testing::ElementsAre("running", "0", "blocked", "97"));
    const auto& boxes = scene.layers.front().boxes;
    EXPECT_EQ(std::count_if(boxes.begin(), boxes.end(), [](const Box& box) { return box.ink == Ink(Role::Accent); }), 1);
    content.states.insert({State::Ready, State::Waiting, State::Sleeping, State::IoWait, State::Done});
    EXPECT_GT(layoutLegendStrip(content, 200, Theme::light()).size.height(), scene.size.height()) << "broken into lines";
}

TEST(LegendStrip, SaysWhereRunningIsNotToldApartFromReady) {
    const auto firstWord = [](const model::Model& model) {
        LegendStrip content;
        content.states = {State::Running};
        content.readyMeasured = readyMeasured(model);
        return layoutLegendStrip(content, 600, Theme::light()).layers.front().texts.front().text.toStdString();
    };
    Story measured, unmeasured;
    using namespace std::string_view_literals;
    measured.add(Story::Kind::RunInfo, {}, {}, 0, 0, "ready\0measured"sv);
    unmeasured.add(Story::Kind::RunInfo, {}, {}, 0, 0, "ready\0not measured"sv);
    EXPECT_EQ(firstWord(measured.model), "running");
    EXPECT_EQ(firstWord(unmeasured.model), "running or ready (not measured here)");
}

} // namespace
} // namespace braid::tests::minimap_test
