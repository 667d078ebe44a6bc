#include "app/render/panels/path_shares.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "engine/analysis/figures/critical_path.h"
#include "engine/analysis/findings/why.h"
#include "tests/app/render/support/crowded.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid::tests::why_chain_test {
namespace {

using namespace render;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr QSizeF Size(1280, 800);

ViewState whole(const ModeledStory& told) {
    ViewState state;
    state.from = 0;
    state.to = told.edge();
    return state;
}

Scene layout(const ModeledStory& told, const ViewState& state, QSizeF size = Size) {
    return layoutTimeline(told.model(), told.findings, state, told.edge(), size, Theme::dark());
}

template <class Item, class Wanted>
std::vector<Item> all(const Scene& scene, std::vector<Item> Layer::*items, Wanted wanted) {
    std::vector<Item> found;
    for (const Layer& layer : scene.layers)
        std::copy_if((layer.*items).begin(), (layer.*items).end(), std::back_inserter(found), wanted);
    return found;
}

template <class Item>
auto inked(Role role) {
    return [role](const Item& item) { return item.ink == Ink(role); };
}

std::vector<std::string> numbersOf(const Scene& scene) {
    std::vector<std::string> numbers;
    for (const Text& text : all(scene, &Layer::texts, inked<Text>(Role::WhyLink)))
        numbers.push_back(text.text.toStdString());
    return numbers;
}

TEST(WhyChain, IsDrawnAsNumberedLinksFromBarToBarWithTheRestVeiled) {
    const auto told = deadlockRun(5);
    ViewState state = whole(*told);
    EXPECT_THAT(all(layout(*told, state), &Layer::lines, inked<Line>(Role::WhyLink)), IsEmpty()) << "nobody asked";
    state.question = Question{told->lanes[4], model::Open};
    const Scene scene = layout(*told, state);
    const analysis::Why why = analysis::whyAt(told->model(), told->findings, told->lanes[4], told->edge());
    ASSERT_EQ(why.cause, analysis::Cause::Cycle);
    ASSERT_EQ(why.links.size(), 3U);

    const auto lines = all(scene, &Layer::lines, inked<Line>(Role::WhyLink));
    ASSERT_THAT(lines, SizeIs(3)) << "the last one closes the ring";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(lines[i].tag.lane, why.links[i].next) << "a click leads on";
        EXPECT_EQ(lines[i].cap, Cap::Arrow);
    }
    EXPECT_THAT(numbersOf(scene), ElementsAre("1", "2", "3"));
    const auto frames = all(scene, &Layer::boxes, [](const Box& box) { return box.ink == Ink(Role::WhyLink) && box.form == Form::Outline && box.tag.what == What::Nothing; });
    EXPECT_THAT(frames, SizeIs(3)) << "a line around each bar of the chain";

    const auto veils = all(scene, &Layer::boxes, inked<Box>(Role::Dim));
    ASSERT_FALSE(veils.empty());
    for (const Box& frame : frames)
        for (const Box& dim : veils)
            EXPECT_FALSE(dim.rect.contains(frame.rect.center())) << "what the answer is about stays bright";
}

TEST(WhyChain, SaysItsVerdictBesideTheLastBar) {
    const auto told = deadlockRun(3);
    ViewState state = whole(*told);
    state.question = Question{told->lanes[2], model::Open};
    std::vector<std::string> words;
    for (const Text& text : all(layout(*told, state), &Layer::texts, [](const Text&) { return true; }))
        words.push_back(text.text.toStdString());
    EXPECT_THAT(words, Contains(HasSubstr("A cycle that cannot open")));
}

TEST(WhyChain, StaysInsideTheLanesWhereSomeOfThemAreOutOfSight) {
    const auto told = deadlockRun(40);
    ViewState state = whole(*told);
    state.question = Question{told->lanes[39], model::Open};
    for (const double scroll : {0.0, 300.0, 5000.0}) {
        state.scrollY = scroll;
        const Scene scene = layout(*told, state, QSizeF(900, 400));
        const QRectF area = timelineGeometry(told->model(), state, QSizeF(900, 400), Theme::dark()).lanes.adjusted(-0.6, -0.6, 0.6, 0.6);
        for (const Line& line : all(scene, &Layer::lines, inked<Line>(Role::WhyLink)))
            for (const QPointF point : {line.points[0], line.points[1]})
                EXPECT_TRUE(area.contains(point)) << point.x() << " " << point.y();
        for (const Box& box : all(scene, &Layer::boxes, inked<Box>(Role::WhyLink)))
            EXPECT_TRUE(area.contains(box.rect)) << scroll;
    }
}

/// The path of the whole run.
std::shared_ptr<const analysis::CriticalPath> pathOf(const ModeledStory& told) {
    return std::make_shared<const analysis::CriticalPath>(analysis::criticalPath(told.model(), 0, told.model().endTime()));
}

TEST(PathThread, CoversTheTimeOfTheRunOnceWithJointsWhereItChangesTheLane) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId process = s.process("p"), main = s.thread("main", process), worker = s.define("worker", trace::LaneKind::Thread, process);
    s.after(20_ms).start(main, worker);
    s.begin(worker);
    s.join(main, worker);
    s.after(60_ms).end(worker);
    s.joined(main, worker);
    s.after(20_ms).end(main);
    told->wait(10_ms);
    ViewState state = whole(*told);
    state.criticalPath = pathOf(*told);
    ASSERT_GE(state.criticalPath->pieces.size(), 3U) << "main, its worker, main";
    const Scene scene = layout(*told, state, QSizeF(1280, 2000));
    const auto thread = all(scene, &Layer::boxes, inked<Box>(Role::CriticalPath));
    ASSERT_FALSE(thread.empty());
    const TimeAxis axis = timelineGeometry(told->model(), state, QSizeF(1280, 2000), Theme::dark()).axis;
    double drawn = 0;
    for (const Box& box : thread)
        drawn += box.rect.width();
    double expected = 0;
    for (const auto& piece : state.criticalPath->pieces)
        expected += timeToX(axis, piece.end) - timeToX(axis, piece.begin);
    EXPECT_NEAR(drawn, expected, static_cast<double>(thread.size()) + 1);
    std::size_t changes = 0;
    for (std::size_t i = 1; i < state.criticalPath->pieces.size(); ++i)
        changes += state.criticalPath->pieces[i].lane != state.criticalPath->pieces[i - 1].lane;
    EXPECT_EQ(all(scene, &Layer::lines, inked<Line>(Role::CriticalPath)).size(), changes);
    EXPECT_THAT(all(scene, &Layer::boxes, inked<Box>(Role::Dim)), Not(IsEmpty()));
}

TEST(PathThread, OfVeryManyPiecesCostsWhatThePixelsCost) {
    const auto told = crowdedRun(20, 20'000);
    ViewState state = whole(*told);
    analysis::CriticalPath path; // back and forth between two lanes, 200 000 times
    path.end = told->edge();
    const model::Nanos step = told->edge() / 200'000;
    for (model::Nanos i = 0; i < 200'000; ++i)
        path.pieces.push_back({told->lanes[static_cast<std::size_t>(i % 2)], i * step, (i + 1) * step, model::State::Running, {}, model::NoEvent, model::NoEvent});
    state.criticalPath = std::make_shared<const analysis::CriticalPath>(std::move(path));
    const Scene scene = layout(*told, state);
    EXPECT_LE(all(scene, &Layer::boxes, inked<Box>(Role::CriticalPath)).size(), 1280U * 9);
    EXPECT_GT(all(scene, &Layer::boxes, inked<Box>(Role::CriticalPath)).size(), 1000U);
}

/// Words that a stroke of `role` goes through, with no plate of the same words over it. Those under a dim do not count.
std::vector<std::string> struckOut(const Scene& scene, Role role) {
    std::vector<std::string> struck;
    const auto veils = all(scene, &Layer::boxes, inked<Box>(Role::Dim));
    for (auto layer = scene.layers.begin(); layer != scene.layers.end(); ++layer)
        for (const Text& text : layer->texts) {
            const auto meets = [&](const Box& box) {
                const QRectF stroke = box.rect.adjusted(-1, -1, 1, 1);
                // The outline around a stretch has no tag; that of the verdict, which covers words, has one.
                const bool outline = box.form == Form::Outline && box.tag.what == What::Nothing;
                return box.ink == Ink(role) && (outline || role == Role::CriticalPath) && stroke.intersects(text.rect()) &&
                       (!outline || !box.rect.adjusted(1, 1, -1, -1).contains(text.rect()));
            };
            const auto same = [&](const Text& other) { return other.text == text.text && other.position == text.position; };
            bool crossed = false, written = false;
            for (auto over = layer + 1; over != scene.layers.end(); ++over) {
                crossed = crossed || std::any_of(over->boxes.begin(), over->boxes.end(), meets);
                written = written || std::any_of(over->texts.begin(), over->texts.end(), same);
            }
            const bool dimmed = std::any_of(veils.begin(), veils.end(), [&](const Box& dim) { return dim.rect.contains(text.rect().center()); });
            if (crossed && !written && !dimmed)
                struck.push_back(text.text.toStdString());
        }
    return struck;
}

TEST(Strokes, OfTheQuestionAndTheCriticalPathStrikeNoWordsOut) {
    for (const auto& told : {deadlockRun(5), primitivesRun()})
        for (const int height : {500, 900, 1600}) {
            ViewState state = whole(*told);
            state.criticalPath = pathOf(*told);
            EXPECT_THAT(struckOut(layout(*told, state, QSizeF(1280, height)), Role::CriticalPath), IsEmpty()) << height;
            state.criticalPath = nullptr;
            for (const LaneId lane : told->lanes) {
                state.question = Question{lane, model::Open};
                EXPECT_THAT(struckOut(layout(*told, state, QSizeF(1280, height)), Role::WhyLink), IsEmpty()) << height;
            }
        }
}

TEST(PathShares, AreBarsAsLongAsTheirPartOfThePath) {
    const auto told = primitivesRun();
    const auto path = pathOf(*told);
    const Scene scene = layoutPathShares(told->model(), *path, 400, Theme::light());
    EXPECT_EQ(scene.size.width(), 400);
    ASSERT_FALSE(path->shares.empty());
    const analysis::PathShare& first = path->shares.front();
    const auto bars = all(scene, &Layer::boxes, [&](const Box& box) {
        return box.tag.what == What::Bar && box.tag.lane == first.lane && box.ink == Ink(roleOf(first.state));
    });
    ASSERT_FALSE(bars.empty());
    const double part = static_cast<double>(first.ns) / static_cast<double>(path->end - path->begin);
    EXPECT_NEAR(bars.front().rect.width(), part * (400 - 28), 1.5);
    EXPECT_LT(bars.front().tag.event, told->model().log().size()) << "a click goes to the longest piece";
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            EXPECT_LE(text.rect().right(), 400) << text.text.toStdString();
}

} // namespace
} // namespace braid::tests::why_chain_test
