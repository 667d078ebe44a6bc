#include "app/render/paint/paint.h"
#include "app/render/panels/legend.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/geometry.h"
#include "app/render/timeline/minimap.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <QImage>
#include <QPainter>
#include <gmock/gmock.h>

namespace braid::tests::breaks_test {
namespace {

using namespace render;
using model::Nanos;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Kind = Story::Kind;

constexpr QSizeF Size(1000, 300);

/// Two lanes that run for 100 ms after each pause of those given.
std::unique_ptr<ModeledStory> pausedRun(const std::vector<Nanos>& pauses, Nanos between = 100_ms) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    told->lanes = {s.thread("T1"), s.thread("T2")};
    for (const Nanos pause : pauses) {
        s.after(between);
        for (const LaneId lane : told->lanes)
            s.add(Kind::HoldBegin, lane, {}, trace::HeldByPause);
        s.after(pause);
        for (const LaneId lane : told->lanes)
            s.add(Kind::HoldEnd, lane);
    }
    s.after(between).add(Kind::Yield, told->lanes[0]);
    return told;
}

/// A deadlock of two, closed with the last event; stuck as a live run shows it.
std::unique_ptr<ModeledStory> stuckRun() {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    told->lanes = {s.thread("T1"), s.thread("T2")};
    told->objects = {s.mutex("A"), s.mutex("B")};
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
        s.take(told->lanes[i], told->objects[i]);
    s.after(1'000_ms).wait(told->lanes[0], told->objects[1]);
    s.wait(told->lanes[1], told->objects[0]);
    s.model.checkFrozen();
    return told;
}

ViewState wholeOf(const ModeledStory& told) {
    ViewState state;
    const TimeRange range = wholeRun(told.model(), told.edge(), 0.02);
    state.from = range.from;
    state.to = range.to;
    return state;
}

Scene sceneOf(const ModeledStory& told, const ViewState& state, const Theme& theme = Theme::light()) {
    return layoutTimeline(told.model(), told.findings, state, told.edge(), Size, theme);
}

std::vector<Box> bands(const Scene& scene) {
    std::vector<Box> found;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.form == Form::Zigzag)
                found.push_back(box);
    return found;
}

std::vector<std::string> words(const Scene& scene) {
    std::vector<std::string> found;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Break)
                found.push_back(text.text.toStdString());
    return found;
}

TEST(Breaks, AreOfFixedWidthWhateverTheyLasted) {
    const auto told = pausedRun({500_ms, 22'000_ms});
    const ViewState state = wholeOf(*told);
    const Scene scene = sceneOf(*told, state);
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::light());
    const std::vector<Box> marks = bands(scene);
    ASSERT_THAT(marks, SizeIs(2));
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_DOUBLE_EQ(marks[i].rect.width(), BreakWidth);
        EXPECT_NEAR(marks[i].rect.center().x(), timeToX(geometry.axis, told->model().breaks()[i].at), 1);
        EXPECT_GE(marks[i].rect.height(), geometry.lanes.height()) << "over all rows";
        EXPECT_EQ(hit(scene, marks[i].rect.center()).what, What::Break);
    }
    EXPECT_THAT(words(scene), ElementsAre("paused 22 s", "paused 500 ms"));
    EXPECT_LT(told->edge(), 400_ms);
}

TEST(Breaks, ThatFallTogetherAreOneMarkThatCounts) {
    const auto told = pausedRun(std::vector<Nanos>(40, 1'525_ms), 1_ms);
    ViewState state = wholeOf(*told);
    state.to = 10'000_ms; // the steps of a moment in a long run
    const Scene scene = sceneOf(*told, state);
    EXPECT_THAT(bands(scene), SizeIs(1));
    EXPECT_THAT(words(scene), ElementsAre("paused 40 times, 61 s"));
    // Near enough each stands by itself.
    state.from = told->model().breaks()[3].at - 500'000;
    state.to = told->model().breaks()[5].at + 500'000;
    EXPECT_THAT(bands(sceneOf(*told, state)), SizeIs(3));
}

TEST(Breaks, OfAStuckRunShowWhatGoesOnBehindThem) {
    const auto told = stuckRun();
    ASSERT_EQ(told->model().frozen(), model::BreakKind::Standstill);
    const ViewState state = wholeOf(*told);
    const Scene scene = sceneOf(*told, state);
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::light());
    const double end = timeToX(geometry.axis, told->edge());
    EXPECT_THAT(words(scene), ElementsAre("stuck since 1.009 s"));
    int behind = 0;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Bar && box.ink == Ink(Role::Blocked) && box.rect.right() > end + 40) {
                ++behind;
                EXPECT_EQ(hit(scene, {box.rect.right() - 5, box.rect.center().y()}).what, What::Bar);
            }
    EXPECT_EQ(behind, 2) << "also the one that closed the cycle with the last event";
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            EXPECT_THAT(text.text.toStdString(), Not(HasSubstr("A · "))) << "for how long is not the question";
}

TEST(Breaks, OfARunThatIsOverAreThoseOfTheLiveOne) {
    const auto live = stuckRun();
    const auto over = stuckRun();
    over->story.model.finish(over->story.now() + 59'000_ms, trace::Outcome::Deadlock);
    EXPECT_EQ(words(sceneOf(*over, wholeOf(*over))), words(sceneOf(*live, wholeOf(*live))));
    const auto marks = breakMarks(over->model(), {0, over->edge() * 2, 0, 1000}, 14);
    ASSERT_THAT(marks, SizeIs(1)) << "one, not one for the break and one for the end";
    EXPECT_THAT(breakSentence(over->model(), marks[0].first, marks[0].count).toStdString(), HasSubstr("Nothing could move here for 59 s"));
}

TEST(Breaks, AreInTheMinimapAndInTheLegend) {
    const auto told = pausedRun({3'000_ms});
    ViewState state = wholeOf(*told);
    Overview overview;
    overview.update(told->model());
    const MinimapGeometry geometry = minimapGeometry(state, told->edge(), QSizeF(600, 40), Theme::dark());
    const Scene scene = layoutMinimap(told->model(), overview.between(told->model(), minimapEdges(geometry), told->edge()), told->findings,
                                      state, told->edge(), QSizeF(600, 40), Theme::dark());
    ASSERT_THAT(bands(scene), SizeIs(1));
    EXPECT_NEAR(bands(scene)[0].rect.center().x(), timeToX(geometry.axis, told->model().breaks()[0].at), 1);
    state.from = 0;
    state.to = told->edge();
    EXPECT_TRUE(legendOf(told->model(), told->findings, state).breaks);
    state.from = told->model().breaks()[0].at + 1;
    EXPECT_FALSE(legendOf(told->model(), told->findings, state).breaks);
    LegendContent content;
    content.breaks = true;
    EXPECT_THAT(bands(layoutLegend(content, 600, Theme::dark())), SizeIs(1));
}

TEST(Breaks, KeepClearOfTheCursorsPlateAndOfEachOther) {
    const auto told = pausedRun({1'000_ms, 2'000_ms, 3'000_ms}, 30_ms);
    ViewState state = wholeOf(*told);
    state.to *= 6; // close together
    state.cursor = told->model().breaks()[1].at;
    const Scene scene = sceneOf(*told, state);
    std::vector<QRectF> places;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if ((box.tag.what == What::Break && box.form != Form::Zigzag) || box.tag.what == What::CursorHandle)
                places.push_back(box.rect);
    ASSERT_GE(places.size(), 2U);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = i + 1; j < places.size(); ++j)
            EXPECT_FALSE(places[i].intersects(places[j]));
}

TEST(Breaks, LetWhatLiesBelowShineThrough) {
    for (const Theme& theme : {Theme::light(), Theme::dark()}) {
        const auto told = pausedRun({3'000_ms});
        const Scene scene = sceneOf(*told, wholeOf(*told), theme);
        QImage image(Size.toSize(), QImage::Format_RGB32);
        image.fill(theme.color(Role::Background));
        QPainter painter(&image);
        paint(painter, scene, theme);
        painter.end();
        const QRectF band = bands(scene)[0].rect;
        bool through = false;
        for (int y = static_cast<int>(band.top()); y < static_cast<int>(band.bottom()); ++y)
            through = through || (image.pixelColor(static_cast<int>(band.center().x()), y).saturation() > 20);
        EXPECT_TRUE(through) << "the bar's colour is to be seen in the band";
    }
}

} // namespace
} // namespace braid::tests::breaks_test
